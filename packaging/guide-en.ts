import type { Guide } from './guide-pages.ts';

/** The short guide for readers of English. */
export function englishGuide(version: string): Guide {
  return {
    lang: 'en',
    title: 'Yike: installing and using it',
    subtitle: `Version ${version}. A set of static files for any web server. No database, no internet; data stay on the user's computer.`,
    sections: [
      {
        heading: 'Check the files',
        lines: [{ code: 'sha256sum -c --quiet SHA256SUMS' }]
      },
      {
        heading: 'Put it on a server',
        lines: [
          { point: 'nginx: the folder yike below /srv/www, server/nginx-yike.conf into server { }.' },
          { point: 'IIS 8 or newer: the folder yike into the site; its web.config is all that is needed.' },
          {
            point: 'Apache 2.4: the folder yike into the site, AllowOverride FileInfo Indexes, mod_headers.'
          },
          {
            point:
              'One machine, with Node.js and the sources: npx yike serve --open (this machine only unless --host is given).'
          },
          'The folder may have any name and lie at any sub-path. Open its http(s) address, not index.html itself.'
        ]
      },
      {
        heading: 'https or http',
        lines: [
          'Both work. Over plain http the browser offers no private files (studies are kept in its database, which is less safe: save .yike files often), no offline use, no installing, no threads; and pages can be altered on the way.'
        ]
      },
      {
        heading: 'Browsers',
        lines: ['Chrome or Edge 110 or newer, with graphics acceleration on. Windows 7 and 8 end at 109.']
      },
      {
        heading: 'Where data are',
        lines: [
          'Only in the browser of each user, bound to the address (scheme, host, port). Before an address changes, save studies as .yike files; these hold the data.'
        ]
      },
      {
        heading: 'Updates',
        lines: [
          'Unpack over the old folder without deleting it: running tabs still need its files. Users are told of the new version and change when they press Refresh. Studies stay.'
        ]
      }
    ]
  };
}
