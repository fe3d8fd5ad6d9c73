import Testing

@testable import Scheduling

@Suite struct CodesTests {
  @Test func `an office's code is four digits with its zeros`() {
    #expect(OfficeCode("0280")?.text == "0280")
    for text in ["", "280", "28040", "28O4", "２８０４", "2804 ", "-280"] { #expect(OfficeCode(text) == nil) }
  }

  @Test func `a bureau's code is that of a prefecture`() {
    #expect((0...99).filter { BureauCode($0.padded(to: 2)) != nil } == Array(1...47))
    for text in ["", "1", "028", "2a", "２８"] { #expect(BureauCode(text) == nil) }
  }

  @Test func `a service's code is a short word of the alphabet`() {
    #expect(ServiceCode("consultation") == .consultation)
    #expect(ServiceCode("career_day_2") != nil)
    #expect(ServiceCode(String(repeating: "a", count: 40)) != nil)
    for text in ["", "2day", "_x", "Consultation", "相談", "a-b", "a b", String(repeating: "a", count: 41)] {
      #expect(ServiceCode(text) == nil)
    }
  }

  @Test func `the four services of the terms take 30 minutes each`() {
    #expect(
      ServiceType.seeded.map(\.code.text) == ["consultation", "placement", "interview", "managed_selection"])
    #expect(ServiceType.seeded.map(\.nameJa) == ["職業相談", "職業紹介", "面接", "管理選考"])
    #expect(ServiceType.seeded.allSatisfy { $0.minutes == 30 })
  }

  @Test func `an identifier is written in lower case and read in either`() throws {
    let text = "0f8fad5b-d9cb-469f-a165-70867728950e"
    let booking = try #require(BookingID(text))
    #expect(booking.description == text)
    #expect(BookingID(text.uppercased()) == booking)
    #expect(BookingID() != BookingID())
    for wrong in ["", "0f8fad5b", text + "0", "{\(text)}", text.replacing("-", with: "")] {
      #expect(BookingID(wrong) == nil)
    }
  }

  @Test func `identifiers are ordered as they are written`() {
    let ids = (0..<200).map { _ in RoomID() }
    #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
  }
}
