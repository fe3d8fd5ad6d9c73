import ArgumentParser
import OfficeStore
import Scheduling

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "The keys that seal secrets at rest.",
    discussion: """
      A deployment gets its keys from MADOGUCHI_KEYS, or from the file that MADOGUCHI_KEY_FILE names: one a line, an id and 32 \
      bytes in base64. The first one seals, every one opens. A private deployment (--embedded DIR) makes its own, in DIR/keys. \
      No database and no backup of one holds them: whoever loses them has to enter every secret anew.

      To change the key: add the line of `keys new` below the others and restart every service, so that each can open what \
      it will seal; move the line to the top and restart again; `keys rotate`; `doctor` then says which keys nothing needs \
      any more.
      """,
    subcommands: [New.self, Rotate.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a key and print its line; it is kept nowhere.")

    func run() { print(KeyRing.line(), terminator: "") }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal everything anew under the first key of the ring.",
      discussion: """
        Office by office, while the services run. It can be stopped and run again at any time: it goes on where it was. What \
        identifies devices is sealed anew only where --owner-url is given, because the service itself cannot read it. Exit \
        code 1 when something does not open.
        """)

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await Deployment.with(database) { deployment in
        guard let keys = deployment.keys else {
          throw Sentence("there are no keys: set MADOGUCHI_KEY_FILE or MADOGUCHI_KEYS; `madoguchi keys new` makes one")
        }
        try await deployment.asApp { store in
          var before = 0
          var done = try await store.rotateKeys { office, soFar in
            let count = soFar.sealed.values.reduce(0, +)
            print("\(office.code): \(count - before)")
            before = count
          }
          if deployment.hasOwner {
            done.add(
              try await deployment.asOwner { pool in
                try await Administration(owner: pool, clock: deployment.clock).rotateDeviceKeys(to: keys)
              })
          } else {
            print("usage_devices: left as they are; give --owner-url (MADOGUCHI_OWNER_URL)")
          }
          for (table, count) in done.sealed.sorted(by: { $0.key < $1.key }) { print("\(table): \(count) sealed anew") }
          try await report(done, keys, needed: store.boxesByKey())
        }
      }
    }

    private func report(_ done: KeyRotation, _ keys: KeyRing, needed: [String: Int]) throws {
      let free = keys.ids.filter { $0 != keys.currentID && needed[$0] == nil }
      if !free.isEmpty { print("not needed any more: \(free.joined(separator: ", "))") }
      guard done.unreadable > 0 else { return }
      let missing = needed.keys.filter { !keys.ids.contains($0) }.sorted().joined(separator: ", ")
      throw Sentence("\(done.unreadable) did not open and stay as they were; keys that are not in the ring: \(missing)")
    }
  }
}
