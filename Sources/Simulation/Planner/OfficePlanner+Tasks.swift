import Scheduling

/// What is opened for a person of the office to look at. A booking has one task of a kind, which may be opened again.
extension OfficePlanner {
  mutating func openTask(_ kind: StaffTaskKind, _ number: Int) { ledger.tasks[kind, default: [:]][number] = true }

  mutating func closeTask(_ kind: StaffTaskKind, _ number: Int) {
    if ledger.tasks[kind]?[number] != nil { ledger.tasks[kind]?[number] = false }
  }

  func openTasks(_ kind: StaffTaskKind) -> [Int] { (ledger.tasks[kind] ?? [:]).filter(\.value).map(\.key) }

  /// Whatever is open in the evening is seen to; who was to be switched to full registration then is (article 2(1)).
  mutating func closeTasks() {
    send(Move.closingTasks())
    for number in openTasks(.switchToFull) {
      if let person = stories[number].person.jobSeekerNumber { ledger.switched.insert(person) }
    }
    for kind in ledger.tasks.keys { ledger.tasks[kind] = ledger.tasks[kind]?.mapValues { _ in false } }
  }

  /// A slot is over, and nobody began or closed its session; asked for once.
  mutating func leaveUndone(_ number: Int) {
    guard let end = stories[number].end, end <= now else { return }
    let kind: StaffTaskKind
    switch stories[number].status {
    case .inSession: kind = .notClosed
    // who is excused or was heard of: anybody else is a no-show by now
    case .confirmed: kind = .notStarted
    default: return
    }
    if ledger.tasks[kind]?[number] == nil { openTask(kind, number) }
  }

  /// Article 2(1): an online registrant whose session was held becomes a full one.
  mutating func askForSwitch(_ number: Int) {
    let person = stories[number].person
    guard person.registration == .online, !ledger.switched.contains(person.jobSeekerNumber ?? "") else { return }
    openTask(.switchToFull, number)
    send(
      "GET", "tasks?kind=switch_to_full&booking=\(Reference.booking(number))", nil,
      .ok(says: ["items": .count(1), "items.0.status": .text("open")]))
  }

  /// Who applies under a name that is not the one first seen under the number overwrites nobody.
  mutating func compareName(_ number: Int) {
    let person = stories[number].person
    guard let jobSeekerNumber = person.jobSeekerNumber else { return }
    if ledger.names[jobSeekerNumber, default: person.name] != person.name { openTask(.nameDiffers, number) }
    ledger.names[jobSeekerNumber] = ledger.names[jobSeekerNumber] ?? person.name
  }
}
