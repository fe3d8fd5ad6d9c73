import ArgumentParser

@main
struct Drill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "madoguchi-drill")
}
