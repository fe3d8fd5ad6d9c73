import AdminAPI
import Logging
import Messaging
import Scheduling

/// How the API renders templates without knowing how texts are made. The telephone is made up like all other facts.
let previewMessage: PreviewMessage = { draft throws(TemplateFault) in
  try MessageTexts.preview(
    draft.text, for: draft.kind, in: draft.language, office: (draft.office.name, "0000-00-0000", draft.office.zone)
  ).map { MessagePreview(sample: $0.sample, title: $0.text.title, body: $0.text.body) }
}

/// How it makes the texts of what the gateway fetches.
func tellMessage(logger: Logger) -> TellMessage {
  { fetched, office in
    MessageTexts.told(fetched, in: office.code, logger: logger)?.mapValues { ToldText(title: $0.title, body: $0.body) }
  }
}
