/** Words of one part of the desk, Chinese and English. */
export const offlineZh = {
  'offline.newer': '有新版本，刷新即可使用。',
  'offline.renew': '刷新',
  'offline.later': '以后再说'
};
export const offlineEn: Record<keyof typeof offlineZh, string> = {
  'offline.newer': 'A new version is ready: refresh to use it.',
  'offline.renew': 'Refresh',
  'offline.later': 'Later'
};
