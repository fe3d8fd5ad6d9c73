import OfficeStore
import Scheduling

/// How terms and consents are told.
extension JSONWriter {
  /// A version without its text.
  mutating func termsVersion(_ version: TermsVersion, in zone: OfficeZone) {
    member("id", version.id.description)
    member("issuer", object: version.issuer) { json, issuer in
      json.member("kind", issuer.kind)
      json.member("code", issuer.code.isEmpty ? nil : issuer.code)
    }
    member("service_group", version.serviceGroup)
    member("title", version.title)
    member("ground", version.ground.rawValue)
    member("announced_at", version.announcedAt, in: zone)
    member("effective_from", version.effectiveFrom, in: zone)
    member("in_force", version.isInForce)
    member("sha256", version.sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    member("governing_court", version.governingCourt)
    signature(of: version.issuerTitle, on: zone.localDate(of: version.effectiveFrom))
  }

  /// A version with its text and what was noted beside it.
  mutating func termsDocument(_ document: TermsDocument, in zone: OfficeZone) {
    termsVersion(document.version, in: zone)
    member("text", document.text)
    member("annotations", objects: document.annotations) { $0.termsAnnotation($1, in: zone) }
  }

  /// What would be announced.
  mutating func termsEdition(_ edition: TermsEdition, in zone: OfficeZone) {
    member("service_group", edition.serviceGroup.text)
    member("title", edition.title)
    member("ground", edition.ground.rawValue)
    member("effective_from", zone.instant(of: edition.effectiveFrom, at: .midnight), in: zone)
    member("governing_court", edition.governingCourt)
    signature(of: edition.issuerTitle, on: edition.effectiveFrom)
    member("text", edition.text)
  }

  /// 署名: who signs, and the date in both calendars.
  private mutating func signature(of title: String?, on date: CivilDate) {
    member("signature", object: date) { json, date in
      json.member("issuer_title", title)
      json.member("date", date.iso)
      json.member("date_japanese", date.inJapaneseEra)
      json.member("date_western", date.inWesternYears)
    }
  }

  /// The members of an annotation.
  mutating func termsAnnotation(_ annotation: TermsAnnotation, in zone: OfficeZone) {
    member("id", annotation.id.description)
    member("place", annotation.place)
    member("note", annotation.note)
    member("created_at", annotation.createdAt, in: zone)
    member("created_by", annotation.createdBy)
  }

  /// The members of a consent.
  mutating func consent(_ consent: Consent, in zone: OfficeZone) {
    member("kind", consent.kind.rawValue)
    member("operative", consent.isOperative)
    member("terms_version", consent.termsVersion.description)
    member("vendor", consent.vendor?.rawValue)
    member("channel", consent.channel.rawValue)
    member("given_at", consent.givenAt, in: zone)
    member("recorded_at", consent.recordedAt, in: zone)
    member("terms_pointed_out", consent.termsPointedOut)
    member("newer_terms_version", consent.newerTerms?.description)
    member("session_terms_version", consent.sessionTerms?.description)
  }
}
