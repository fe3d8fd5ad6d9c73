/// A certificate authority of our own, and a server's certificate for `localhost` and no other name.
enum Certificates {
  static func make(in folder: String) async throws {
    try await Shell.run(
      "sh", "-euc",
      """
      cd \(folder)
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=test authority" \
        -keyout ca.key -out ca.crt
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" \
        -keyout server.key -out server.csr
      printf 'subjectAltName=DNS:localhost' > server.ext
      openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext \
        -out server.crt
      chmod 600 server.key
      """, unprivileged: true)
  }
}
