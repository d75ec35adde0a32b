/**
 * How each file of an import was read, so that taking a file back takes back what was said with it. What was kept for the
 * import goes to its newest file that stands.
 */
export const name = '0030-file-mapping'

export const up = `
alter table spend_file add column mapping text;
update spend_file set mapping = (select m.mapping from spend_mapping m
    where m.site = spend_file.site and m.import = spend_file.import)
  where id in (select max(d.file) from spend_day d group by d.site, d.import);
drop table spend_mapping;
`
