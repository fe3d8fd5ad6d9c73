/// Bodies as the contract's walk sends them.
enum Bodies {
  static let nine = "2026-09-17T09:00:00+09:00"
  static let halfPastOne = "2026-09-17T13:30:00+09:00"

  static func application(number: String? = "28990-00000001", wishes: [String] = [nine, halfPastOne]) -> String {
    let number = number.map { #""job_seeker_number":"\#($0)","# } ?? ""
    let wishes = wishes.map { #"{"start":"\#($0)"}"# }.joined(separator: ",")
    return #"""
      {"service":"consultation","channel":"my_page","terms_acknowledged":true,
      "seeker":{"name":"職安 太郎","kana":"ショクアン タロウ",\#(number)"registration_kind":"full","my_page":true},
      "declarations":{"device":true,"camera":true,"app":true},"wishes":[\#(wishes)],
      "companions":[{"role":"interpreter","language":"vi","note":""}]}
      """#
  }

  static func offer(_ start: String = nine) -> String { #"{"slots":[{"start":"\#(start)"}],"vendor":"zoom"}"# }

  static func confirm(_ start: String = nine) -> String { #"{"start":"\#(start)","channel":"phone"}"# }

  /// The six answers on the environment, with these turned to no.
  static func environment(noTo noes: String...) -> String {
    let questions = ["uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus"]
    let answers = questions.map { "\"\($0)\":\(!noes.contains($0))" }.joined(separator: ",")
    return "{\"answers\":{\(answers)}}"
  }
}
