// Says what to install where the app cannot run. Old browsers must be able to read this file: ES5, no modules.
(function () {
  'use strict';
  var NEEDED = 110;
  var boot = document.getElementById('boot');
  var agent = navigator.userAgent || '';

  /** Major version of Chromium, 0 of another browser. */
  function chromiumVersion() {
    var brands = (navigator.userAgentData && navigator.userAgentData.brands) || [];
    for (var i = 0; i < brands.length; i++)
      if (brands[i].brand === 'Chromium') return parseInt(brands[i].version, 10) || 0;
    var found = /(?:Chrome|Chromium|CriOS)\/(\d+)/.exec(agent);
    return found ? parseInt(found[1], 10) : 0;
  }

  function compiles(bytes) {
    try {
      return WebAssembly.validate(new Uint8Array(bytes));
    } catch (e) {
      return false;
    }
  }

  var magic = [0, 97, 115, 109, 1, 0, 0, 0];
  /** A function with a vector in it, and one with try and catch: what the database is compiled to. */
  var simd = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11];
  var exceptions = [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

  /** Names of what is missing, besides the map's drawing. */
  function findMissing() {
    var missing = [];
    function need(name, is) {
      if (!is) missing.push(name);
    }
    need('ES modules', 'noModule' in document.createElement('script'));
    need('Promise', typeof Promise === 'function' && 'allSettled' in Promise);
    need('BigInt', typeof BigInt === 'function');
    need('structuredClone', typeof structuredClone === 'function');
    need('Array.prototype.toSorted', 'toSorted' in Array.prototype);
    need('Worker', typeof Worker === 'function');
    need('IndexedDB', typeof indexedDB === 'object' && indexedDB !== null);
    if (typeof WebAssembly !== 'object') missing.push('WebAssembly');
    else {
      need('WebAssembly SIMD', compiles(magic.concat(simd)));
      need('WebAssembly exceptions', compiles(magic.concat(exceptions)));
    }
    return missing;
  }

  function canDraw() {
    try {
      var context = document.createElement('canvas').getContext('webgl2');
      if (!context) return false;
      // The browser allows only so many at a time.
      var loser = context.getExtension('WEBGL_lose_context');
      if (loser) loser.loseContext();
      return true;
    } catch (e) {
      return false;
    }
  }

  function add(parent, tag, text, size) {
    var element = document.createElement(tag);
    if (text) element.appendChild(document.createTextNode(text));
    if (size) element.style.fontSize = size;
    parent.appendChild(element);
    return element;
  }

  /** Lists of sentences under a heading, first in Chinese, then in English. */
  function show(kind, parts) {
    if (document.documentElement.getAttribute('data-unfit')) return;
    document.documentElement.setAttribute('data-unfit', kind);
    var page = document.createElement('div');
    page.id = 'unfit';
    page.setAttribute('role', 'alert');
    page.style.cssText =
      'max-width:760px;margin:48px auto;padding:0 24px;font:16px/1.7 "Microsoft YaHei",sans-serif;color:#1d2a23';
    for (var i = 0; i < parts.length; i++) {
      var section = add(page, 'section', '');
      section.lang = i === 0 ? 'zh-CN' : 'en';
      add(section, i === 0 ? 'h1' : 'h2', parts[i].heading, i === 0 ? '24px' : '18px');
      add(section, 'p', parts[i].found);
      var list = add(section, 'ul', '');
      for (var j = 0; j < parts[i].steps.length; j++) add(list, 'li', parts[i].steps[j]);
    }
    if (boot) {
      boot.parentNode.insertBefore(page, boot);
      boot.parentNode.removeChild(boot);
    } else document.body.appendChild(page);
  }

  var version = chromiumVersion();
  var isExplorer = /Trident|MSIE/.test(agent);
  var isOldWindows = /Windows NT (5|6\.[0-3])/.test(agent);
  var foundZh = isExplorer ? 'IE 内核（兼容模式）' : version ? 'Chromium 内核 ' + version : agent;
  var foundEn = isExplorer
    ? 'Internet Explorer engine (compatibility mode)'
    : version
      ? 'Chromium ' + version
      : agent;

  function showOld(missing) {
    var zh = ['请用 Chrome 或 Edge，' + NEEDED + ' 或更新的版本。'];
    var en = ['Use Chrome or Edge, version ' + NEEDED + ' or newer.'];
    zh.push('360、QQ、搜狗等浏览器：点地址栏右侧的图标切换到“极速模式”，且内核版本不低于 ' + NEEDED + '。');
    en.push('Browsers with two engines (360, QQ, Sogou): switch to the fast ("极速") mode.');
    if (isOldWindows) {
      zh.push(
        '这台电脑是 Windows 7 或 8，Chrome 和 Edge 在上面最高只到 109，装不了更新的版本。请换一台 Windows 10 / 11 的电脑打开；或请信息部门确认有没有内核不低于 ' +
          NEEDED +
          '、仍支持本系统的浏览器。'
      );
      en.push(
        'This is Windows 7 or 8, where Chrome and Edge end at 109. Open it on a computer with Windows 10 or 11.'
      );
    }
    zh.push('自己不能安装软件时，请把本页截图发给本单位的信息管理人员。已保存的研究不会因为换浏览器而损坏。');
    en.push('If you may not install software, show this page to your IT department.');
    show('old', [
      {
        heading: '这个浏览器太旧，打不开一刻圈',
        found: '现在用的是：' + foundZh + '。' + (missing.length ? '缺少：' + missing.join('、') + '。' : ''),
        steps: zh
      },
      {
        heading: 'This browser is too old for Yike',
        found: 'Found: ' + foundEn + '.' + (missing.length ? ' Missing: ' + missing.join(', ') + '.' : ''),
        steps: en
      }
    ]);
  }

  function showNoGraphics() {
    show('graphics', [
      {
        heading: '浏览器的图形加速没有打开，画不了地图',
        found: '现在用的是：' + foundZh + '。缺少：WebGL2。',
        steps: [
          'Chrome：设置 → 系统 → 打开“使用图形加速功能（如果可用）”，然后重新启动浏览器。',
          'Edge：设置 → 系统和性能 → 打开“使用图形加速（如可用）”，然后重新启动浏览器。',
          '360、QQ 等：设置 → 高级（或实验室）→ 打开“硬件加速”或“GPU 加速”。',
          '仍然不行：请信息管理人员更新显卡驱动；远程桌面、虚拟机里也可能没有 WebGL2。在地址栏输入 chrome://gpu 可查看原因。'
        ]
      },
      {
        heading: 'Graphics acceleration is off: the map cannot be drawn',
        found: 'Found: ' + foundEn + '. Missing: WebGL2.',
        steps: [
          'Chrome: Settings → System → Use graphics acceleration when available; then restart the browser. Edge: Settings → System and performance.',
          'If that does not help, have the graphics driver updated. Remote desktops and virtual machines may lack WebGL2; chrome://gpu tells why.'
        ]
      }
    ]);
  }

  function showNoServer() {
    show('file', [
      {
        heading: '请通过网址打开，不要直接双击 index.html',
        found: '浏览器不允许从文件夹直接运行本应用。',
        steps: [
          '请把文件夹放到单位的网页服务器上，用 http:// 或 https:// 开头的网址打开，见压缩包里的“安装与使用说明”。'
        ]
      },
      {
        heading: 'Open it by its address, not by double-clicking index.html',
        found: 'Browsers do not run this app straight from a folder.',
        steps: ['Put the folder on a web server and open its http:// or https:// address; see README.en.txt.']
      }
    ]);
  }

  function showIncomplete(what) {
    if (!document.getElementById('boot')) return;
    show('incomplete', [
      {
        heading: '应用的文件没有取全，启动不了',
        found: '没有取到：' + what,
        steps: [
          '先按 Ctrl + F5 重新载入一次：服务器可能刚换了新版本。',
          '仍然如此，请信息管理人员检查：压缩包是否解压完整（SHA256SUMS）；服务器是否把 .js 说成 text/javascript、.wasm 说成 application/wasm；防火墙或杀毒软件是否拦截。'
        ]
      },
      {
        heading: 'Files of the app are missing, so it cannot start',
        found: 'Not received: ' + what,
        steps: [
          'Press Ctrl + F5 once: the server may just have got a new version.',
          'Else your IT department should check that all files are there (SHA256SUMS), that the server says text/javascript of .js and application/wasm of .wasm, and that nothing blocks them.'
        ]
      }
    ]);
  }

  if (location.protocol === 'file:') return showNoServer();
  var missing = findMissing();
  if (missing.length || isExplorer || (version && version < NEEDED)) return showOld(missing);
  if (!canDraw()) return showNoGraphics();
  window.addEventListener('unhandledrejection', function (event) {
    var text = String((event.reason && event.reason.message) || event.reason);
    if (/dynamically imported module|module script/i.test(text)) showIncomplete(text);
  });
})();
