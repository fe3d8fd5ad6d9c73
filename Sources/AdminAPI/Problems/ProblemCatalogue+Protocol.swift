/// Problems of HTTP itself: who asks, for what, how, and whether the service is able.
extension ProblemCatalogue {
  static let protocolEntries: [Entry] = [
    Entry(
      "malformed_json", 400,
      ja: ("JSON を読み取れません", "本文が JSON として読み取れません（{} バイト目）。"),
      en: ("Malformed JSON", "The body is not a JSON text (stopped at byte {}).")),
    Entry(
      "invalid_header", 400,
      ja: ("ヘッダーが不正です", "ヘッダー {} の値が正しくありません。"),
      en: ("Invalid header", "The value of the header {} is not valid.")),
    Entry(
      "unauthenticated", 401,
      ja: ("認証が必要です", "有効な API トークンを Authorization ヘッダーに指定してください。"),
      en: ("Authentication required", "Send a valid API token in the Authorization header.")),
    Entry(
      "forbidden", 403,
      ja: ("権限がありません", "この操作を行う権限がありません。"),
      en: ("Forbidden", "Your role may not do this.")),
    Entry(
      "not_found", 404,
      ja: ("見つかりません", "指定されたものは存在しません。"),
      en: ("Not found", "There is no such thing.")),
    Entry(
      "method_not_allowed", 405,
      ja: ("許可されていないメソッドです", "この URL ではこのメソッドを使えません。Allow ヘッダーをご覧ください。"),
      en: ("Method not allowed", "This address has no such method; see the Allow header.")),
    Entry(
      "request_in_progress", 409,
      ja: ("処理中です", "同じ Idempotency-Key の要求を処理しています。少し待ってから再送してください。"),
      en: ("Request in progress", "A request with the same Idempotency-Key is still running. Try again shortly.")),
    Entry(
      "already_done", 409,
      ja: ("処理済みです", "この要求は既に処理されており、その応答は再送できません。"),
      en: ("Already done", "The request was served already, and its answer can't be repeated.")),
    Entry(
      "version_conflict", 412,
      ja: ("更新が競合しています", "If-Match の版は最新ではありません。読み直してからやり直してください。"),
      en: ("Version conflict", "The version in If-Match is not the current one. Read again, then retry.")),
    Entry(
      "payload_too_large", 413,
      ja: ("本文が大きすぎます", "本文の大きさが上限を超えています。"),
      en: ("Body too large", "The body is larger than the limit.")),
    Entry(
      "unsupported_media_type", 415,
      ja: ("対応していない形式です", "本文は application/json（UTF-8）で送ってください。"),
      en: ("Unsupported media type", "Send the body as application/json in UTF-8.")),
    Entry(
      "idempotency_mismatch", 422,
      ja: ("Idempotency-Key の再利用です", "同じ Idempotency-Key が別の内容の要求に使われました。"),
      en: ("Idempotency key reused", "The same Idempotency-Key was used for another request.")),
    Entry(
      "rate_limited", 429,
      ja: ("認証の失敗が多すぎます", "認証に失敗した要求が多すぎます。Retry-After の秒数を待ってください。"),
      en: ("Too many failures", "Too many requests failed to authenticate. Wait for the seconds in Retry-After.")),
    Entry(
      "internal_error", 500,
      ja: ("内部エラー", "サーバー内部で問題が発生しました。request_id を添えてお問い合わせください。"),
      en: ("Internal error", "Something went wrong inside the service. Please report it with the request_id.")),
    Entry(
      "database_unavailable", 503,
      ja: ("一時的に利用できません", "データベースに接続できません。しばらくしてからやり直してください。"),
      en: ("Temporarily unavailable", "The database can't be reached. Try again in a moment.")),
    Entry(
      "busy", 503,
      ja: ("混み合っています", "ただいま混み合っています。しばらくしてからやり直してください。"),
      en: ("Busy", "The service is busy. Try again in a moment.")),
  ]
}
