import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the choices about the network. */
export const networkSectionTexts = defineTexts('preferences-network', {
  en: {
    title: 'Network',
    proxy: 'Proxy',
    'proxy.hint':
      'How servers and sign-in services are reached. This computer itself is always reached directly.',
    'proxy.system': 'As this computer has it set',
    'proxy.none': 'No proxy',
    'proxy.address': 'This proxy',
    address: 'Address of the proxy',
    'address.hint':
      'Without a name and password: Patchbay keeps none. If the proxy wants them, set HTTPS_PROXY before you start Patchbay.',
    'address.wrong': 'An address such as http://proxy.example:8080, without a name and password',
    certificates: 'Extra certificates',
    'certificates.hint':
      'What this computer trusts, Patchbay trusts too. If your company uses a certificate of its own, enter the file it lies in (PEM); otherwise leave this empty.',
    'certificates.wrong': 'The full path of a file',
  },
  'zh-CN': {
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
  },
});
