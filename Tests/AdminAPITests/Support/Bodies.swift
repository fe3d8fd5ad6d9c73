/// Bodies that the contract shows.
enum Bodies {
  /// An application.
  static func application(
    number: String? = "28990-00000001", wishes: [String] = ["2026-09-17T09:00:00+09:00"]
  ) -> String {
    let starts = wishes.map { "{\"start\":\"\($0)\"}" }.joined(separator: ",")
    let number = number.map { "\"job_seeker_number\":\"\($0)\"," } ?? ""
    return """
      {"service":"consultation","channel":"my_page","terms_acknowledged":true,
       "seeker":{"name":"職安 太郎","kana":"しょくあん たろう",\(number)"registration_kind":"full","my_page":true},
       "declarations":{"device":true,"camera":true,"app":true},
       "wishes":[\(starts)],
       "companions":[{"role":"interpreter","language":"vi","note":"静かな席"}]}
      """
  }

  static func offer(_ starts: String..., vendor: String = "zoom") -> String {
    let slots = starts.map { "{\"start\":\"\($0)\"}" }.joined(separator: ",")
    return "{\"slots\":[\(slots)],\"vendor\":\"\(vendor)\"}"
  }

  static func confirm(_ start: String) -> String {
    "{\"start\":\"\(start)\",\"channel\":\"phone\"}"
  }

  /// The six answers on the environment, with these turned to no.
  static func environment(noTo noes: String...) -> String {
    let questions = ["uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus"]
    let answers = questions.map { "\"\($0)\":\(!noes.contains($0))" }.joined(separator: ",")
    return "{\"answers\":{\(answers)}}"
  }

  /// What a Zoom licence shows; the id follows the number.
  static func zoom(_ number: Int = 1) -> String {
    "{\"vendor\":\"zoom\",\(zoomParts(number))}"
  }

  /// Meetings for a pool.
  static func pool(_ numbers: Int...) -> String {
    let meetings = numbers.map { "{\(zoomParts($0))}" }.joined(separator: ",")
    return "{\"vendor\":\"zoom\",\"meetings\":[\(meetings)]}"
  }

  static func tele(_ number: Int = 1) -> String {
    """
    {"vendor":"teleoffice","server":"tele.example","access_code":"mado-\(number)","url":"https://tele.example/\(number)"}
    """
  }

  private static func zoomParts(_ number: Int) -> String {
    """
    "meeting_id":"\(900_000_000 + number)","passcode":"hi_\(number)","url":"https://zoom.example/j/\(number)"
    """
  }
}
