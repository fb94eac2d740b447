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
});
