import ArgumentParsing
import BrokerAgent

@main
enum BrokerAgentCommand {
  static func main() {}
}
