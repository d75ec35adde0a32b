/** Names that several pages use: sections of the settings, what the script sends by itself, roles. */
export const names = {
  sections: {
    general: 'General',
    snippet: 'Snippet',
    goals: 'Goals',
    segments: 'Segments',
    channels: 'Channel rules',
    aliases: 'Aliases',
    exclusions: 'Exclusions',
    rates: 'Exchange rates',
    shares: 'Shared links',
    tokens: 'API tokens',
    members: 'Members',
    history: 'History',
    danger: 'Danger zone',
  },
  eventNames: {
    pageview: 'Looked at a page',
    engagement: 'Stayed on a page',
    outbound: 'Followed a link',
    download: 'Downloaded',
    form: 'Sent a form',
    notfound: 'Page not found',
    identify: 'Identified',
    exposure: 'Saw an experiment',
  },
  roles: { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' },
}
