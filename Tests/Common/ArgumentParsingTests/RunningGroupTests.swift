import Testing

@testable import ArgumentParsing

/// A command that does something itself and has commands below it.
@Suite struct RunningGroupTests {
  private static let count = Option("count", letter: "c", .integer(1...10), placeholder: "N", help: "How many.")
  private static let tool = Command(
    "tool", summary: "A tool.",
    subcommands: [
      Command(
        "make", summary: "Make.", options: [count],
        subcommands: [Command("clean", summary: "Clean.", arguments: ["NAME"]) { _ in .failure }]
      ) { _ in .success }
    ])
  private let parser = CommandLineParser(tool, version: "1")

  private func run(_ words: String...) throws -> (name: String, arguments: ParsedArguments)? {
    guard case .run(let command, let arguments) = try parser.parse(words, environment: [:]) else { return nil }
    return (command.name, arguments)
  }

  @Test func withoutACommandBelowItRunsItself() throws {
    #expect(try run("make")?.name == "make")
    let parsed = try #require(try run("make", "-c", "3"))
    #expect(parsed.name == "make")
    #expect(parsed.arguments.integer(Self.count) == 3)
  }

  @Test func aCommandBelowIsFoundByItsName() throws {
    let parsed = try #require(try run("make", "clean", "it"))
    #expect(parsed.name == "clean")
    #expect(parsed.arguments.arguments == ["it"])
  }

  @Test func aWordThatIsNoCommandIsRefusedWithWhatThereIs() {
    let error = #expect(throws: UsageError.self) { try parser.parse(["make", "claen"], environment: [:]) }
    #expect(error?.message.contains("clean") == true)
  }

  @Test func helpShowsOptionsAndCommands() throws {
    guard case .print(let text) = try parser.parse(["make", "--help"], environment: [:]) else {
      Issue.record("nothing was printed")
      return
    }
    #expect(text.contains("USAGE: tool make [OPTIONS]"))
    #expect(text.contains("clean"))
    #expect(text.contains("--count N"))
  }
}
