import type { networkSectionTexts } from '../../features/preferences/network-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof networkSectionTexts, 'zh-CN'> = {
  title: '网络',
  proxy: '代理',
  'proxy.hint': '如何连接服务器和登录服务。本机地址始终直接连接。',
  'proxy.system': '使用这台电脑的设置',
  'proxy.none': '不使用代理',
  'proxy.address': '使用此代理',
  address: '代理地址',
  'address.hint':
    '不要包含用户名和密码：Patchbay 不会保存。如果代理需要，请在启动 Patchbay 之前设置 HTTPS_PROXY。',
  'address.wrong': '形如 http://proxy.example:8080 的地址，不含用户名和密码',
  certificates: '额外的证书',
  'certificates.hint':
    '这台电脑信任的证书，Patchbay 也信任。如果公司使用自己的证书，请填写其所在文件（PEM）；否则留空。',
  'certificates.wrong': '文件的完整路径',
};
