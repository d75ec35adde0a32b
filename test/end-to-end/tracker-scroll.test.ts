import { expect, test } from 'vitest'
import { scrollDown, useStage } from './stage.ts'

/** The window is 600 pixels high. */
const stage = useStage()

const scrollOf = async (body: string, act: () => Promise<unknown> = async () => {}) => {
  stage.head = '<style>html, body { margin: 0 }</style>'
  stage.body = body
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await act()
  await stage.page.waitForTimeout(150)
  await stage.page.mouse.click(400, 300)
  await stage.call(`document.body.replaceChildren(); history.pushState({}, '', '/next')`)
  return (await stage.receiver.event('engagement')).scroll
}

test('a page that fits the window was seen whole', async () => {
  expect(await scrollOf('<p>short</p>')).toBe(100)
})

test('a page that grows after load is measured by what it is at last', async () => {
  const grow = () => stage.call(`document.getElementById('x').style.height = '3000px'`)
  expect(await scrollOf('<div id="x"></div>', grow)).toBe(20)
})

test('the lowest that was seen counts, over the height at the time', async () => {
  const act = async () => {
    await scrollDown(stage, 1200)
    await stage.call(`scrollTo(0, 0); document.getElementById('x').style.height = '4000px'`)
  }
  expect(await scrollOf('<div id="x" style="height:3000px"></div>', act)).toBe(45)
})

const SHELL = `<style>html, body { height: 100%; overflow: hidden }</style>
  <div id="s" style="height:100%;overflow:auto"><div style="height:6000px"></div></div>`

test('in an application the element that scrolls is measured, scrolled or not', async () => {
  expect(await scrollOf(SHELL)).toBe(10)
})

test('and as far as it was scrolled', async () => {
  const act = () => stage.call(`document.getElementById('s').scrollTop = 2400`)
  expect(await scrollOf(SHELL, act)).toBe(50)
})

test('a small box that scrolls inside of a page is not the page', async () => {
  const act = () => stage.call(`document.getElementById('s').scrollTop = 900`)
  const body = `<div id="s" style="margin:250px auto;height:100px;width:600px;overflow:auto"><div style="height:1000px"></div></div>
    <div style="height:2400px"></div>`
  expect(await scrollOf(body, act)).toBe(20)
})

test('what another page brings is not measured as this one', async () => {
  stage.body = '<div style="height:1800px"></div>'
  stage.head = '<style>html, body { margin: 0 }</style>'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.page.waitForTimeout(150)
  await stage.page.mouse.click(400, 300)
  await stage.call(`document.body.innerHTML = '<p>short</p>'; history.pushState({}, '', '/b')`)
  expect((await stage.receiver.event('engagement')).scroll).toBeCloseTo(33.3, 1)
})
