import Glibc
public import HTTPTransport
import Transport

/// The main program of a server that others' suites are held against: `NAME [ADDRESS [CERTIFICATE KEY [CLIENT-CA]]]`.
///
/// It prints the address that it listens on (port 0: one that is free), and ends with standard input.
public enum HTTPTestServer {
  /// Serves until standard input ends; where it cannot, it says why and ends the process with 1.
  ///
  /// - Parameters:
  ///   - name: What the program calls itself in its error.
  ///   - protocols: What ALPN may choose, the best first.
  ///   - makeHandler: Makes the handler of each connection.
  public static func run(
    _ name: String, protocols: [String], makeHandler: @escaping @Sendable () -> any HTTPConnectionHandler
  ) {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      let address = try NetworkAddress(arguments.first ?? "127.0.0.1:0")
      let tls = try context(arguments, protocols)
      let group = try EventLoopGroup(count: 1)
      let server = try HTTPServer(address, on: group, tls: tls) { _ in makeHandler() }
      print(server.address)
      fflush(nil)
      while readLine() != nil {}
      server.shutdown(grace: .seconds(1))
      group.shutdown()
    } catch {
      print("\(name): \(error)")
      exit(1)
    }
  }

  private static func context(_ arguments: [String], _ protocols: [String]) throws -> TLSContext? {
    guard arguments.count > 2 else { return nil }
    return try TLSContext.server(
      certificateChain: PEM(file: arguments[1]), privateKey: PEM(file: arguments[2]),
      clients: arguments.count > 3 ? .required(PEM(file: arguments[3])) : .anonymous, protocols: protocols)
  }
}
