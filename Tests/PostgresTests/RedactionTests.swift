import Testing

@testable import Postgres

/// No text that may reach a log shows data or a secret.
struct RedactionTests {
  private func texts(_ value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return ["\(value)", String(reflecting: value), dumped, "\([value])"]
  }

  @Test func `an error shows names and codes, never the data`() async throws {
    let connection = try await connect()
    try await connection.execute(script: "CREATE TEMP TABLE seekers (name text CONSTRAINT one_name UNIQUE)")
    let insert = Statement("INSERT INTO seekers VALUES ($1)", "Yamada Tarō")
    let error = try #require(await postgresError { try await connection.run([insert, insert]) })
    #expect(error.sqlState == .uniqueViolation)
    #expect(error.description.contains("one_name"))
    for text in texts(error) { #expect(!text.contains("Yamada")) }
  }

  @Test func `a statement shows its text, never its parameters`() {
    for text in texts(Statement("SELECT $1", "Yamada")) {
      #expect(text.contains("SELECT $1"))
      #expect(!text.contains("Yamada"))
    }
  }

  @Test(arguments: ["postgresql://app:s3cret@db.example/m?sslmode=require", "host=db.example user=app password=s3cret"])
  func `a configuration shows where, never the password`(url: String) throws {
    let configuration = try ConnectionConfiguration(url: url)
    for text in texts(configuration) + texts(PoolConfiguration(connection: configuration)) {
      #expect(text.contains("db.example"))
      #expect(!text.contains("s3cret"))
    }
  }

  @Test(arguments: ["postgresql://app:s3cret@db.example/m?no_such=1", "s3cret", "host='s3cret"])
  func `what is no connection string is refused without being quoted`(url: String) async {
    let error = await postgresError { try ConnectionConfiguration(url: url) }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.unredactedMessage == nil)
  }
}
