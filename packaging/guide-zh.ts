import type { Guide } from './guide-pages.ts';

/** 安装与使用说明, for whoever keeps the office's server and for those who use the app. */
export function chineseGuide(version: string): Guide {
  return {
    lang: 'zh-CN',
    title: '一刻圈 安装与使用说明',
    subtitle: `版本 ${version}。一刻圈是一组静态网页：放到任何网页服务器上即可，不需要数据库、不需要外网，数据不离开使用者的电脑。`,
    sections: [
      {
        heading: '一、压缩包里有什么',
        lines: [
          { point: 'yike 文件夹：应用本身，连同 IIS 用的 web.config 和 Apache 用的 .htaccess。' },
          { point: 'server/nginx-yike.conf：nginx 的配置片段。' },
          { point: 'SHA256SUMS：每个文件的校验值；sbom.cdx.json：软件物料清单（CycloneDX）。' },
          { point: 'LICENSE.txt 和 yike/licences.txt：本软件及所含开源组件的许可证。' }
        ]
      },
      {
        heading: '二、核对文件是否完整',
        lines: [
          'Linux，在解压后的文件夹里：',
          { code: 'sha256sum -c --quiet SHA256SUMS      # 没有输出就是全部一致' },
          'Windows，先核对压缩包本身，结果应与随包提供的 .sha256 文件相同：',
          { code: `certutil -hashfile yike-${version}.zip SHA256` }
        ]
      },
      {
        heading: '三、放到服务器上（任选一种）',
        lines: [
          {
            point:
              'nginx：把 yike 文件夹放到 /srv/www 下，把 server/nginx-yike.conf 的内容放进 server { } 里（目录不同就改 root 一行），执行 nginx -t && nginx -s reload。'
          },
          {
            point:
              'IIS 8 及以上：把 yike 文件夹放到网站根目录（如 C:\\inetpub\\wwwroot\\yike）。web.config 已写好文件类型和响应头，不需要安装其他模块。建议同时打开“静态内容压缩”。'
          },
          {
            point:
              'Apache 2.4：把 yike 文件夹放到网站根目录，对该目录设置 AllowOverride FileInfo Indexes，启用 mod_headers（建议再启用 mod_deflate）。复制时注意不要漏掉以点开头的 .htaccess。'
          },
          {
            point:
              '只在一台电脑上用：装有 Node.js 和一刻圈源码时，执行 npx yike serve --open。默认只有本机能访问，加 --host 0.0.0.0 才对局域网开放。'
          },
          '文件夹可以改名、可以放在任何子目录下。然后用浏览器打开 https://服务器/yike/ 。不要直接双击 index.html。'
        ]
      },
      {
        heading: '四、用 https 还是 http',
        lines: [
          '两种都能用。有条件请用 https（单位自己的证书也可以，须已受浏览器信任）。用 http://IP 地址 打开时，浏览器会关掉一些功能，区别如下：',
          {
            point:
              '研究仍会自动保存，但保存在浏览器数据库里，不如 https 下的私有文件稳妥：请经常“另存为”.yike 文件。'
          },
          { point: '不能离线打开，不能安装到桌面；断网或服务器停机时打不开。' },
          { point: '不能用多线程，大城市的计算会慢一些；复制、保存文件要多点一步（下载）。' },
          { point: '传输没有加密：网页内容可能被同一网络中的人篡改。数据本身不经过网络。' }
        ]
      },
      {
        heading: '五、浏览器',
        lines: [
          'Chrome、Edge 110 或更新版本；360、QQ 等浏览器用“极速模式”，内核不低于 110。须打开图形（硬件）加速。Windows 7 / 8 上的 Chrome 和 Edge 最高到 109，不能用，请换 Windows 10 / 11 的电脑。不符合时，页面会写明缺什么、装什么。'
        ]
      },
      {
        heading: '六、开始使用',
        lines: [
          { point: '第一次打开会显示虚构的示例街道，可以随意试。' },
          { point: '把社区边界、人口、设施、路网等文件拖进窗口，按提示核对后即算出覆盖、缺口和选址建议。' },
          { point: '用 https 打开过一次后，断网也能再打开；地址栏右侧的“安装”可以把它装成桌面应用。' }
        ]
      },
      {
        heading: '七、数据在哪里',
        lines: [
          '导入的数据、研究和设置只存在使用者自己电脑的浏览器里，服务器上没有，也不上传。由此：',
          { point: '换电脑、换浏览器、清除浏览数据、无痕窗口：看不到原来的研究。' },
          {
            point:
              '服务器的地址（协议、主机名、端口）变了，浏览器当作另一个网站：改地址之前，请大家先把研究另存为 .yike 文件。'
          },
          { point: '多人交接、备份：用 .yike 文件。其中含有导入的数据，按本单位的保密规定保管。' }
        ]
      },
      {
        heading: '八、更新和卸载',
        lines: [
          {
            point:
              '更新：把新版的 yike 文件夹解压覆盖旧的，先不要删除旧文件——正在使用的人还会用到。过几天再把多余的旧文件删去也可以。研究不受影响，旧版存的研究可以一直打开。'
          },
          { point: '使用者会看到“有新版本，刷新即可使用”，点“刷新”才换；不点不会打断手头的工作。' },
          { point: '卸载：删除服务器上的文件夹；使用者在浏览器设置里清除该网站的数据。' }
        ]
      },
      {
        heading: '九、打不开时先看这里',
        lines: [
          {
            point:
              '停在“正在启动”或提示文件没有取全：核对 SHA256SUMS；确认 .js 的类型是 text/javascript、.wasm 是 application/wasm；看防火墙、杀毒软件是否拦截 .wasm。'
          },
          {
            point:
              'IIS 报 500.19：上级站点锁定了响应头或文件类型的设置，请解除锁定，或把 web.config 里的内容写到上级站点。'
          },
          { point: '地图空白或提示图形加速：按页面上的步骤打开硬件加速，更新显卡驱动。' }
        ]
      }
    ]
  };
}
