import type { signInFailuresEn } from './sign-in-failures-en.ts';

/** Simplified Chinese words for what fails about signing in. */
export const signInFailuresZhCn = {
  'failure.short.HTTP_UNAUTHORIZED': '要求登录',
  'failure.short.SIGN_IN_ENDED': '登录已失效',
  'failure.short.SIGN_IN_DENIED': '未获授权',
  'failure.short.SIGN_IN_FAILED': '登录未成功',
  'failure.short.SIGN_IN_UNDECIDED': '需要你决定',
  'failure.short.SIGN_IN_NOT_RENEWED': '无法再续期',
  'failure.short.SIGN_IN_NOT_ACCEPTED': '不接受此登录',
  'failure.short.SIGN_IN_NOT_REUSABLE': '需要单独登录',
  'failure.short.OTHER_ACCOUNT': '返回了另一个账户',
  'failure.short.SIGN_IN_UNSUPPORTED': '无法使用它的登录',
  'failure.short.CLIENT_REFUSED': '它不认识 Patchbay',
  'failure.short.CLIENT_NOT_ACCEPTED': '客户端未被接受',
  'failure.short.ISSUER_NEEDED': '需要指明登录服务',
  'failure.short.SCOPE_NEEDED': '需要更多权限',
  'failure.short.SCOPE_INVALID': '请求的权限被拒绝',
  'failure.short.SCOPE_REFUSED': '更多权限被拒绝',
  'failure.title.HTTP_UNAUTHORIZED': '服务器要求登录。',
  'failure.title.SIGN_IN_ENDED': '你的登录已失效。',
  'failure.title.SIGN_IN_DENIED': '未授予访问权限。',
  'failure.title.SIGN_IN_FAILED': '登录未成功。',
  'failure.title.SIGN_IN_UNDECIDED': '登录方式与众不同，需要由你决定。',
  'failure.title.SIGN_IN_NOT_RENEWED': '你的登录无法再续期。',
  'failure.title.SIGN_IN_NOT_ACCEPTED': '服务器不接受它所要求的登录。',
  'failure.title.SIGN_IN_NOT_REUSABLE': '另一个登录不适用于此服务器。',
  'failure.title.OTHER_ACCOUNT': '你登录的账户与之前不同。',
  'failure.title.SIGN_IN_UNSUPPORTED': '无法安全地使用此服务器的登录。',
  'failure.title.CLIENT_REFUSED': '登录服务不认识 Patchbay。',
  'failure.title.CLIENT_NOT_ACCEPTED': '登录服务不接受你填写的客户端。',
  'failure.title.ISSUER_NEEDED': '你尚未指明密钥属于哪个登录服务。',
  'failure.title.SCOPE_NEEDED': '服务器需要的权限多于你已授予的权限。',
  'failure.title.SCOPE_INVALID': '登录服务拒绝了所请求的权限。',
  'failure.title.SCOPE_REFUSED': '服务器一再要求未获授予的权限。',
  'failure.help.HTTP_UNAUTHORIZED': '请登录；如果它使用访问密钥，请在设置中填写。',
  'failure.help.SIGN_IN_ENDED': '请重新登录；服务器及其工具和设置都会保留。',
  'failure.help.SIGN_IN_DENIED': '如果这不是你的本意，请重新登录并同意授权。',
  'failure.help.SIGN_IN_FAILED': '请重新登录。完整错误中有返回的内容。',
  'failure.help.SIGN_IN_UNDECIDED': '点击登录会显示异常之处，并仅就此服务器询问一次。',
  'failure.help.SIGN_IN_NOT_RENEWED': '请重新登录。没有删除任何内容，Patchbay 会继续在后台尝试。',
  'failure.help.SIGN_IN_NOT_ACCEPTED':
    '登录本身成功，但服务器拒绝其结果，重复登录通常没有帮助。请在设置中检查地址、客户端和权限范围，或咨询服务器的管理者。',
  'failure.help.SIGN_IN_NOT_REUSABLE':
    '登录服务不会凭它为此服务器签发权限。请单独登录此服务器；另一个登录保持不变。',
  'failure.help.OTHER_ACCOUNT': '未做任何更改。请重新登录并选择常用账户，或先退出登录再更换。',
  'failure.help.SIGN_IN_UNSUPPORTED':
    '它提供的登录信息缺失、有误，或指向不安全的地址。请告知服务器的维护者，或在设置中填写地址和客户端 ID。',
  'failure.help.CLIENT_REFUSED':
    '如果它允许注册程序，请用下列地址之一在那里注册 Patchbay，并在设置中填写客户端 ID。只接纳已知程序的服务则别无他法。',
  'failure.help.CLIENT_NOT_ACCEPTED':
    '请将设置中的客户端 ID 和密钥与登录服务上的核对，并确认那里登记了下列地址之一。',
  'failure.help.ISSUER_NEEDED':
    '没有发送任何内容。如果完整错误中的服务正是你的服务，请在设置中将它填写为客户端 ID 和密钥所属的登录服务。',
  'failure.help.SCOPE_NEEDED': '请重新登录以授予这些权限。',
  'failure.help.SCOPE_INVALID': '请重新登录：Patchbay 会改为请求其他权限，详见完整错误信息。',
  'failure.help.SCOPE_REFUSED': '请向服务器的维护者申请这些权限，或在设置中改用其他权限范围。',
} as const satisfies Record<keyof typeof signInFailuresEn, string>;
