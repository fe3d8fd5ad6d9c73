/// What a user who answered a question on the environment with no is advised to do.
public struct EnvironmentAdvice: Sendable, Hashable {
  /// A stable code, for clients with words of their own.
  public let code: String
  /// The words in Japanese.
  public let japanese: String
  /// The words in English.
  public let english: String
}

extension EnvironmentQuestion {
  /// What helps against a no.
  public var advice: EnvironmentAdvice {
    switch self {
    case .uninfected:
      EnvironmentAdvice(
        code: "scan_the_device", japanese: "ウイルス対策ソフトで端末全体を検査し、見つかったウイルス等を取り除いてください。",
        english: "Scan the whole device with antivirus software and remove what it finds.")
    case .connection:
      EnvironmentAdvice(
        code: "use_a_trusted_connection", japanese: "提供者の分からない公衆 Wi-Fi 等は使わず、提供者の分かる回線をお使いください。",
        english: "Use a line whose operator you know, not an unknown public Wi-Fi.")
    case .os:
      EnvironmentAdvice(
        code: "update_the_system", japanese: "OS はサポート期間中のものを用い、最新のセキュリティ対策パッチを適用してください。",
        english: "Use an operating system that is still supported, with its newest security patches.")
    case .firewall:
      EnvironmentAdvice(
        code: "turn_the_firewall_on", japanese: "パーソナルファイアウォールを有効にし、必要なサービスだけを許可してください。",
        english: "Turn the personal firewall on and allow only the services that are needed.")
    case .noFileSharing:
      EnvironmentAdvice(
        code: "remove_file_sharing", japanese: "ファイル共有ソフトを端末から削除してください。",
        english: "Remove file-sharing software from the device.")
    case .antivirus:
      EnvironmentAdvice(
        code: "update_the_antivirus", japanese: "ウイルス対策ソフトを導入し、定義ファイルを最新にしてください。",
        english: "Install antivirus software and bring its definitions up to date.")
    case .appReady:
      EnvironmentAdvice(
        code: "prepare_the_app", japanese: "相談の前に、使用するアプリケーションを使える状態にしておいてください。",
        english: "Install the meeting software before the session and see that it opens.")
    case .connectionTested:
      EnvironmentAdvice(
        code: "test_the_connection", japanese: "通信環境が相談に支障がないか、事前に映像と音声で確認してください。",
        english: "Try the line with picture and sound before the session.")
    case .softwareCurrent:
      EnvironmentAdvice(
        code: "update_the_software", japanese: "使用するブラウザやソフトウェアを最新のバージョンに更新してください。",
        english: "Update the browser and the software you will use to their newest versions.")
    case .privatePlace:
      EnvironmentAdvice(
        code: "find_a_private_place", japanese: "秘密保持のため、個室又は周囲に他人がいない環境を整えてください。",
        english: "For secrecy, be in a room of your own or where nobody else is around.")
    }
  }
}
