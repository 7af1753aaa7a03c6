import { immutableFolder, immutableHeaders, mediaTypes, pageHeaders } from '../src/cli/served-headers.ts';

/** Text of the types that shrink a great deal on the way. */
const shrinking = [
  'text/css',
  'text/javascript',
  'application/json',
  'application/geo+json',
  'application/wasm'
];

/** A media type without its charset, which the servers add by rules of their own. */
const bare = (type: string): string => type.replace(/;.*/, '');

/** Headers but `Cache-Control`, which two of the servers set in their own way. */
function besidesCache(headers: Record<string, string>): [string, string][] {
  return Object.entries(headers).filter(([name]) => name !== 'Cache-Control');
}

/** Lines for nginx's `server` block: the folder `yike` below `/srv/www`, at the address `/yike/`. */
export function nginxFile(policy: string | null): string {
  const add = (headers: Record<string, string>, indent: string) =>
    Object.entries(headers)
      .map(([name, value]) => `${indent}add_header ${name} "${value}" always;`)
      .join('\n');
  const types = Object.entries(mediaTypes)
    .map(([ending, type]) => `        ${bare(type)} ${ending.slice(1)};`)
    .join('\n');
  return `# 一刻圈：放进 nginx 的 server { } 里（或用 include 引入），改好 root，然后 nginx -t && nginx -s reload
# Yike: goes into nginx's server { }; set root to the folder in which the folder yike lies.
location /yike/ {
    root /srv/www;
    index index.html;
    types {
${types}
    }
    default_type application/octet-stream;
    charset utf-8;
    charset_types text/css text/javascript text/csv text/plain application/json application/geo+json image/svg+xml;
    gzip on;
    gzip_vary on;
    gzip_types ${shrinking.join(' ')};
${add(pageHeaders(), '    ')}

    location /yike/${immutableFolder} {
${add(immutableHeaders(policy), '        ')}
    }
}
`;
}

/** `.htaccess` of the folder, for Apache 2.4 with `AllowOverride FileInfo Indexes` or more. */
export function apacheFile(policy: string | null): string {
  const set = (headers: Record<string, string>) =>
    Object.entries(headers)
      .map(([name, value]) => `    Header always set ${name} "${value}"`)
      .join('\n');
  const types = Object.entries(mediaTypes)
    .map(([ending, type]) => `AddType ${type.includes(';') ? `'${type}'` : type} ${ending}`)
    .join('\n');
  return `# 一刻圈：Apache 2.4。需要 AllowOverride FileInfo Indexes，并启用 mod_headers（否则不能用多线程）；mod_deflate 可选。
# Yike: for Apache 2.4 with AllowOverride FileInfo Indexes and mod_headers; mod_deflate shortens the first load.
DirectoryIndex index.html
${types}
<IfModule mod_headers.c>
${set(pageHeaders())}
    <If "%{REQUEST_URI} =~ m#/${immutableFolder}#">
${set(immutableHeaders(policy)).replace(/^/gm, '    ')}
    </If>
</IfModule>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html ${shrinking.join(' ')}
</IfModule>
`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** `web.config` of the folder, for IIS 8 and newer. */
export function iisFile(policy: string | null): string {
  const add = (headers: Record<string, string>) =>
    besidesCache(headers)
      // Set again where a folder inherits it: IIS refuses a name that is there already.
      .map(([name, value]) => `<remove name="${name}" /><add name="${name}" value="${escapeXml(value)}" />`)
      .map((line) => `        ${line}`)
      .join('\n');
  const types = Object.entries(mediaTypes)
    .map(
      ([ending, type]) =>
        `      <remove fileExtension="${ending}" /><mimeMap fileExtension="${ending}" mimeType="${type}" />`
    )
    .join('\n');
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- 一刻圈：IIS 8 及以上，放在 yike 文件夹里即可，不需要其他模块。 Yike: for IIS 8 and newer, lies in the folder yike. -->
<configuration>
  <system.webServer>
    <defaultDocument><files><clear /><add value="index.html" /></files></defaultDocument>
    <staticContent>
${types}
      <clientCache cacheControlMode="DisableCache" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
${add(pageHeaders())}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="${immutableFolder.replace(/\/$/, '')}">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" />
      </staticContent>
      <httpProtocol>
        <customHeaders>
${add(immutableHeaders(policy))}
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
</configuration>
`;
}
