import ArgumentParsing
import BrokerAgent
import Glibc
import Transport

@main
enum BrokerAgentCommand {
  static func main() {
    do {
      let loops = try EventLoopGroup(count: 1)
      let server = try LocalServer(NetworkAddress("127.0.0.1:9021"), on: loops) { _ in .init(body: "ok\n") }
      print(server.address)
      pause()
    } catch { print(error) }
  }
}
