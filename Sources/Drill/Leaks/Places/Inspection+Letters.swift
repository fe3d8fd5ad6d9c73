extension Inspection {
  /// Delivered messages: each tells its own booking's person of that booking, and only details lead into a meeting.
  func letters(_ letters: [Letter]) -> [Place] {
    var details = Place("messages with details", "messages")
    var others = Place("other messages", "messages")
    // what a pool holds is for one booking and never again
    var issued: [String: String] = [:]
    for (number, letter) in letters.enumerated() {
      let content = JSONTree(letter.body)
      let (booking, kind) = (content?["booking"]?.text ?? "", content?["kind"]?.text ?? "")
      let isDetails = WhereItBelongs.meetingMessages.contains(kind)
      let own = belongings.persons(of: [booking])
      let meeting = isDetails ? belongings.meetingSecrets(of: booking) : []
      let place = "message \(number + 1)"
      func belongs(_ needle: Needle) -> Bool {
        guard needle.kind == .meeting else { return needle.kind.isOfPerson && needle.isPart(of: own) }
        guard needle.isPart(of: meeting) else { return false }
        guard isPooled(needle) else { return true }
        defer { issued[needle.value] = issued[needle.value] ?? booking }
        return issued[needle.value] ?? booking == booking
      }
      let text = letter.head + "\n" + letter.body
      if isDetails {
        details.look(through: text, for: search, at: "\(place), \(kind)", unless: belongs)
      } else {
        others.look(through: text, for: search, at: "\(place), \(kind)", unless: belongs)
      }
    }
    return [details, others]
  }

  private func isPooled(_ needle: Needle) -> Bool {
    // a server may be the same of all
    let known = belongings.meetings.filter { needle.isPart(of: $0.values) }
    return known.count == 1 && known[0].isPooled
  }
}
