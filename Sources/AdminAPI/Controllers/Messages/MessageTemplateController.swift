import Hummingbird
import OfficeStore
import Scheduling

/// 文面: an office's own words for its messages. A version is written, superseded and taken out of use, never changed.
struct MessageTemplateController {
  let store: OfficeStore
  /// Nil where nobody can render templates; they are then kept nowhere.
  let preview: PreviewMessage?

  private static let collection = "message-templates"
  /// Characters; the database has the same limit.
  static let longestText = 20_000

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "listMessageTemplates", takesQuery: true, .office(.readOffice, list)),
      Operation(.post, all, "createMessageTemplate", .office(.managePolicy, add)),
      Operation(.post, "\(all)/preview", "previewMessageTemplate", .office(.managePolicy, tryOut)),
      Operation(.get, one, "getMessageTemplate", .office(.readOffice, read)),
      Operation(.delete, one, "retireMessageTemplate", .office(.managePolicy, retire)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(.id() as TextFormat<MessageTemplateID>) }
    let found = try await store.messageTemplates.list(limit: page.limit, after: page.after, call.caller, call.office)
    return Page(found, limit: page.limit) { $0.id.description }
      .response(to: call) { Self.write(&$0, $1, call.office) }
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let preview = try renderer()
    let (kind, language, text) = try call.body { fields -> (MessageKind, MessageLanguage, String)? in
      let kind = fields.required("kind", .text(TextFormat<MessageKind>.choice))
      let language = fields.required("language", .text(TextFormat<MessageLanguage>.choice))
      let text = fields.required("text", .text(.reason(Self.longestText)))
      guard let kind, let language, let text else { return nil }
      let draft = MessageDraft(kind: kind, language: language, text: text, office: call.office)
      guard Self.render(draft, with: preview, &fields) != nil else { return nil }
      return (kind, language, text)
    }
    let reply = try await store.writeTemplate(text, for: kind, in: language, call.command) { template in
      .created(at: call.path(Self.collection, template.id)) { Self.write(&$0, template, call.office) }
    }
    return Response(reply)
  }

  private func tryOut(_ call: OfficeCall) async throws -> Response {
    let preview = try renderer()
    let previews = try call.body { fields -> [MessagePreview]? in
      let kind = fields.required("kind", .text(TextFormat<MessageKind>.choice))
      let language = fields.required("language", .text(TextFormat<MessageLanguage>.choice))
      let text = fields.optional("text", .text(.reason(Self.longestText)))
      guard let kind, let language else { return nil }
      let draft = MessageDraft(kind: kind, language: language, text: text, office: call.office)
      return Self.render(draft, with: preview, &fields)
    }
    return .json { json in
      json.member("items", objects: previews) { json, preview in
        json.member("sample", preview.sample)
        json.member("title", preview.title)
        json.member("body", preview.body)
      }
    }
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let template = try await store.messageTemplates.find(try call.id(), call.caller, call.office)
    return .json { Self.write(&$0, template, call.office) }
  }

  private func retire(_ call: OfficeCall) async throws -> Response {
    Response(try await store.messageTemplates.retire(try call.id(), call.command) { .noContent })
  }

  private func renderer() throws(DomainError) -> PreviewMessage {
    guard let preview else { throw .notFound }
    return preview
  }

  private static func render(
    _ draft: MessageDraft, with preview: PreviewMessage, _ fields: inout FieldReader
  ) -> [MessagePreview]? {
    do throws(TemplateFault) {
      return try preview(draft)
    } catch {
      fields.report(.templateInvalid(error), at: "text")
      return nil
    }
  }

  private static func write(_ json: inout JSONWriter, _ template: MessageTemplate, _ office: Office) {
    json.member("id", template.id.description)
    json.member("kind", template.kind.rawValue)
    json.member("language", template.language.rawValue)
    json.member("version", template.version)
    json.member("text", template.text)
    json.member("created_at", template.createdAt, in: office.zone)
    json.member("retired_at", template.retiredAt, in: office.zone)
  }
}
