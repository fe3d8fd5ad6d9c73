import Scheduling

/// The texts that come with the program; an office may put its own in their place.
enum ShippedTemplates {
  private struct Key: Hashable {
    let kind: MessageKind
    let language: MessageLanguage
  }

  /// The text of a template as it lies in `Texts/Templates`.
  static func source(_ kind: MessageKind, _ language: MessageLanguage) -> String {
    String(decoding: bytes(kind, language), as: UTF8.self)
  }

  /// A template; that none is faulty is a test's business.
  static func template(_ kind: MessageKind, _ language: MessageLanguage) throws(TemplateFault) -> TextTemplate {
    guard let template = all[Key(kind: kind, language: language)] else { throw .noTitleOrBody }
    return try template.get()
  }

  private static let all: [Key: Result<TextTemplate, TemplateFault>] = {
    var all: [Key: Result<TextTemplate, TemplateFault>] = [:]
    for kind in MessageKind.allCases {
      for language in MessageLanguage.allCases {
        all[Key(kind: kind, language: language)] = Result { () throws(TemplateFault) in
          try TextTemplate(source(kind, language), for: kind)
        }
      }
    }
    return all
  }()

  private static func bytes(_ kind: MessageKind, _ language: MessageLanguage) -> [UInt8] {
    switch (kind, language) {
    case (.offer, .japanese): PackageResources.offer_ja_mustache
    case (.offer, .english): PackageResources.offer_en_mustache
    case (.details, .japanese): PackageResources.details_ja_mustache
    case (.details, .english): PackageResources.details_en_mustache
    case (.reminderUnconfirmed, .japanese): PackageResources.reminder_unconfirmed_ja_mustache
    case (.reminderUnconfirmed, .english): PackageResources.reminder_unconfirmed_en_mustache
    case (.reminderDayBefore, .japanese): PackageResources.reminder_day_before_ja_mustache
    case (.reminderDayBefore, .english): PackageResources.reminder_day_before_en_mustache
    case (.lapsed, .japanese): PackageResources.lapsed_ja_mustache
    case (.lapsed, .english): PackageResources.lapsed_en_mustache
    case (.cancelled, .japanese): PackageResources.cancelled_ja_mustache
    case (.cancelled, .english): PackageResources.cancelled_en_mustache
    case (.declined, .japanese): PackageResources.declined_ja_mustache
    case (.declined, .english): PackageResources.declined_en_mustache
    case (.refused, .japanese): PackageResources.refused_ja_mustache
    case (.refused, .english): PackageResources.refused_en_mustache
    case (.noShow, .japanese): PackageResources.no_show_ja_mustache
    case (.noShow, .english): PackageResources.no_show_en_mustache
    case (.termsChanged, .japanese): PackageResources.terms_changed_ja_mustache
    case (.termsChanged, .english): PackageResources.terms_changed_en_mustache
    case (.followUpDetails, .japanese): PackageResources.follow_up_details_ja_mustache
    case (.followUpDetails, .english): PackageResources.follow_up_details_en_mustache
    }
  }
}
