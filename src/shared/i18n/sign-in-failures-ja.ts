import type { signInFailuresEn } from './sign-in-failures-en.ts';

/** Japanese words for what fails about signing in. */
export const signInFailuresJa = {
  'failure.short.HTTP_UNAUTHORIZED': 'サインインが必要です',
  'failure.short.SIGN_IN_ENDED': 'サインアウトしました',
  'failure.short.SIGN_IN_DENIED': 'アクセスが許可されませんでした',
  'failure.short.SIGN_IN_FAILED': 'サインインできませんでした',
  'failure.short.SIGN_IN_UNDECIDED': '確認が必要です',
  'failure.short.SIGN_IN_NOT_RENEWED': '更新できなくなりました',
  'failure.short.SIGN_IN_NOT_ACCEPTED': 'サインインが受け付けられません',
  'failure.short.SIGN_IN_NOT_REUSABLE': '個別のサインインが必要です',
  'failure.short.OTHER_ACCOUNT': '別のアカウントが返されました',
  'failure.short.SIGN_IN_UNSUPPORTED': 'サインインの方式を使用できません',
  'failure.short.CLIENT_REFUSED': 'Patchbay が登録されていません',
  'failure.short.CLIENT_NOT_ACCEPTED': 'クライアントが受け付けられません',
  'failure.short.ISSUER_NEEDED': 'サインインサービスの指定が必要です',
  'failure.short.SCOPE_NEEDED': '権限が不足しています',
  'failure.short.SCOPE_INVALID': '要求した内容が拒否されました',
  'failure.short.SCOPE_REFUSED': '権限の追加が拒否されました',
  'failure.title.HTTP_UNAUTHORIZED': 'サーバーがサインインを求めています。',
  'failure.title.SIGN_IN_ENDED': 'サインインの状態が終了しました。',
  'failure.title.SIGN_IN_DENIED': 'アクセスが許可されませんでした。',
  'failure.title.SIGN_IN_FAILED': 'サインインできませんでした。',
  'failure.title.SIGN_IN_UNDECIDED': '通常とは異なるサインインです。確認が必要です。',
  'failure.title.SIGN_IN_NOT_RENEWED': 'サインインを更新できなくなりました。',
  'failure.title.SIGN_IN_NOT_ACCEPTED':
    'サーバーが求めたサインインを、サーバー自身が受け付けません。',
  'failure.title.SIGN_IN_NOT_REUSABLE': '他のサインインはこのサーバーでは使えません。',
  'failure.title.OTHER_ACCOUNT': '以前とは別のアカウントでサインインしました。',
  'failure.title.SIGN_IN_UNSUPPORTED': 'このサーバーのサインインは安全に使用できません。',
  'failure.title.CLIENT_REFUSED': 'サインインサービスに Patchbay が登録されていません。',
  'failure.title.CLIENT_NOT_ACCEPTED':
    'サインインサービスが、入力されたクライアントを受け付けません。',
  'failure.title.ISSUER_NEEDED': 'シークレットがどのサインインサービスのものか指定されていません。',
  'failure.title.SCOPE_NEEDED': 'サーバーが、許可した以上の権限を求めています。',
  'failure.title.SCOPE_INVALID': 'サインインサービスが要求を拒否しました。',
  'failure.title.SCOPE_REFUSED': '許可されない権限をサーバーが求め続けています。',
  'failure.help.HTTP_UNAUTHORIZED':
    'サインインするか、アクセスキーを使う場合は設定に入力してください。',
  'failure.help.SIGN_IN_ENDED':
    'もう一度サインインしてください。サーバー、ツール、設定はそのまま残ります。',
  'failure.help.SIGN_IN_DENIED': '意図しない場合は、もう一度サインインして許可してください。',
  'failure.help.SIGN_IN_FAILED':
    'もう一度サインインしてください。返された内容はエラーの全文にあります。',
  'failure.help.SIGN_IN_UNDECIDED':
    'サインインすると異なる点が表示され、このサーバーについて一度だけ確認します。',
  'failure.help.SIGN_IN_NOT_RENEWED':
    'もう一度サインインしてください。何も削除されていません。その間も Patchbay は試行を続けます。',
  'failure.help.SIGN_IN_NOT_ACCEPTED':
    'サインインは成功しましたが、サーバーが結果を拒否したため、繰り返しても解決しない可能性があります。設定でアドレス、クライアント、スコープを確認するか、運営者に問い合わせてください。',
  'failure.help.SIGN_IN_NOT_REUSABLE':
    'そのサインインでは、このサーバーに権限が与えられません。このサーバーに直接サインインしてください。他のサインインはそのまま残ります。',
  'failure.help.OTHER_ACCOUNT':
    '何も変更されていません。もう一度サインインしていつものアカウントを選ぶか、変更する場合は先にサインアウトしてください。',
  'failure.help.SIGN_IN_UNSUPPORTED':
    'サインインに関する情報が不足しているか、誤っているか、安全でない場所を示しています。サーバーの運営者に知らせるか、設定でアドレスとクライアント ID を入力してください。',
  'failure.help.CLIENT_REFUSED':
    'プログラムを登録できる場合は、次のアドレスのいずれかで Patchbay を登録し、クライアント ID を設定に入力してください。登録済みのプログラムだけを許可するサービスでは、他に方法がありません。',
  'failure.help.CLIENT_NOT_ACCEPTED':
    '設定のクライアント ID とシークレットをサービス側と比べ、次のアドレスのいずれかが登録されているか確認してください。',
  'failure.help.ISSUER_NEEDED':
    '何も送信されていません。エラーの全文にあるサービスで正しければ、クライアント ID とシークレットの対象として設定に入力してください。',
  'failure.help.SCOPE_NEEDED': 'もう一度サインインして許可してください。',
  'failure.help.SCOPE_INVALID':
    'もう一度サインインしてください。Patchbay は、エラーの全文に示された別の内容を要求します。',
  'failure.help.SCOPE_REFUSED':
    'サーバーの運営者に権限を依頼するか、設定で別のスコープを指定してください。',
} as const satisfies Record<keyof typeof signInFailuresEn, string>;
