import Scheduling

extension OfficePlanner {
  /// How many of everything the office has by now.
  var counts: [Subject: Int] {
    var counts: [Subject: Int] = [:]
    for story in stories {
      counts[.booking(story.status), default: 0] += 1
      for kind in story.messages { counts[.message(kind), default: 0] += 1 }
      for kind in story.agreement.consents.keys { counts[.consent(kind), default: 0] += 1 }
      counts[.record(.contact), default: 0] += story.contacts
      if [.confirmed, .inSession].contains(story.status) { counts[.record(.meeting), default: 0] += 1 }
    }
    for kind in StaffTaskKind.allCases { counts[.task(kind)] = ledger.tasks[kind]?.count }
    // about no single booking
    if ledger.hasToldOfTerms { counts[.task(.termsChanged)] = 1 }
    counts[.record(.incident)] = ledger.incidents.count
    counts[.record(.refusal)] = ledger.refusals.count
    counts[.record(.disclosure)] = ledger.disclosures
    counts[.record(.usageEvent)] = ledger.usageEvents
    return counts
  }
}
