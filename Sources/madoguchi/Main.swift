import MadoguchiCLI

@main
enum Main {
  static func main() async { await Madoguchi.main() }
}
