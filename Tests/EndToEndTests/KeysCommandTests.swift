import Foundation
import Testing

extension EndToEndTests {
  @Suite struct KeysCommandTests {
    @Test func `a new key is a line that stands alone, and another one each time`() async throws {
      let keys = [try await Program.run(["keys", "new"]), try await Program.run(["keys", "new"])]
      for key in keys {
        #expect(key.exitCode == 0 && key.errors.isEmpty)
        #expect(key.output.wholeMatch(of: #/[0-9a-f]{8} [A-Za-z0-9+\/]{43}=\n/#) != nil)
      }
      #expect(keys[0].output != keys[1].output)
    }

    @Test func `a key is changed by commands, and doctor knows which are still needed`() async throws {
      try await Scratch.use { scratch in
        try await Service.demo(in: scratch) { #expect(await $0.stop(with: SIGTERM) == 0) }
        let place = ["--embedded", scratch.data]
        let old = try String(contentsOfFile: "\(scratch.data)/keys", encoding: .utf8)
        let new = try await Program.run(["keys", "new"]).output
        let (oldID, newID) = (String(old.prefix(8)), String(new.prefix(8)))

        let lost = try await Program.run(["doctor"] + place, ["MADOGUCHI_KEYS": new])
        #expect(lost.exitCode == 1 && lost.output.contains("not in the ring: \(oldID)"), "\(lost.output)")
        let unreadable = try await Program.run(["keys", "rotate"] + place, ["MADOGUCHI_KEYS": new])
        #expect(unreadable.exitCode != 0 && unreadable.errors.contains(oldID), "\(unreadable.errors)")
        let both = ["MADOGUCHI_KEYS": new + old]
        let needed = try await Program.run(["doctor"] + place, both)
        #expect(needed.exitCode == 0 && needed.output.contains("\(newID) seals; still needed: \(oldID)"))

        let rotated = try await Program.run(["keys", "rotate"] + place, both)
        #expect(rotated.exitCode == 0, "\(rotated.errors)")
        #expect(rotated.output.contains("licence_credentials: 33 sealed anew"), "\(rotated.output)")
        #expect(rotated.output.contains("not needed any more: \(oldID)"))
        let again = try await Program.run(["keys", "rotate"] + place, both)
        #expect(again.output.contains("licence_credentials: 0 sealed anew"), "\(again.output)")
        let mended = try await Program.run(["doctor"] + place, ["MADOGUCHI_KEYS": new])
        #expect(mended.exitCode == 0 && mended.output.contains("\(newID) seals"), "\(mended.output)")
        for run in [lost, unreadable, needed, rotated, again, mended] {
          for key in [old, new] { #expect(!(run.output + run.errors).contains(key.dropFirst(9).dropLast())) }
        }
      }
    }

    @Test func `a relay without keys, or with a ring that lacks one, does not start`() async throws {
      let none = try await Program.run(["relay", "--relay-url", "postgresql:///nowhere"])
      #expect(none.exitCode != 0 && none.errors.contains("there are no keys"), "\(none.errors)")
      #expect(none.errors.contains("--without-keys"), "\(none.errors)")
      let alone = try await Program.run(["doctor", "--relay-url", "postgresql:///nowhere?host=/nonexistent"])
      #expect(alone.exitCode == 1 && alone.output.contains("the database of --relay-url cannot be reached"))
      try await Scratch.use { scratch in
        try await Service.demo(in: scratch) { #expect(await $0.stop(with: SIGTERM) == 0) }
        let place = ["--embedded", scratch.data]
        let old = try String(contentsOfFile: "\(scratch.data)/keys", encoding: .utf8)
        let set = try await Program.run(
          ["office", "webhook", "--office", "2804", "--url", "https://gateway.example/messages"] + place)
        #expect(set.exitCode == 0, "\(set.errors)")
        let new = try await Program.run(["keys", "new"]).output
        let lacking = try await Program.run(["relay"] + place, ["MADOGUCHI_KEYS": new])
        #expect(lacking.exitCode != 0, "\(lacking.errors)")
        #expect(lacking.errors.contains("the ring lacks \(old.prefix(8))") && lacking.errors.contains("2804"))
        #expect(!lacking.errors.contains(old.dropFirst(9).dropLast()))
      }
    }

    @Test func `a ring that is none stops the start with a sentence that shows nothing of it`() async throws {
      let stopped = try await Program.run(
        ["serve", "--database-url", "postgresql:///nowhere"], ["MADOGUCHI_KEYS": "k1 himitsu-no-kagi"])
      #expect(stopped.exitCode != 0 && stopped.errors.contains("MADOGUCHI_KEYS, line 1"), "\(stopped.errors)")
      #expect(!(stopped.output + stopped.errors).contains("himitsu"), "\(stopped.errors)")
    }
  }
}
