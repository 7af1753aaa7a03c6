// Before anything is drawn: the page is lit as the user chose (src/lib/workbench/shell/theme-choice.ts). Old browsers
// must be able to read this file: ES5, no modules.
(function () {
  'use strict';
  var chosen = null;
  try {
    chosen = localStorage.getItem('yike.theme');
  } catch (e) {
    // A page that may not store anything is lit as the system is.
  }
  if (chosen !== 'light' && chosen !== 'dark')
    chosen =
      window.matchMedia && window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-theme', chosen);
  document.documentElement.style.colorScheme = chosen;
})();
