import Foundation
import Testing

@testable import ArgumentParsing

@Suite struct HelpTests {
  @Test func everyLevelHasHelp() throws {
    let root = try TestTool.printed("--help")
    #expect(root.contains("COMMANDS:"))
    #expect(root.contains("completion"))
    #expect(root.contains("--version"))
    #expect(try root == TestTool.printed("help") && root == TestTool.printed("-h"))
    #expect(try TestTool.printed("group", "-h").contains("show"))
    let show = try TestTool.printed("help", "group", "show")
    #expect(show.contains("USAGE: tool group show NAME"))
    #expect(try show == TestTool.printed("group", "help", "show") && show == TestTool.printed("group", "show", "-h"))
    #expect(try TestTool.printed("completion", "--help").contains("source <(tool completion bash)"))
    #expect(try TestTool.printed("help", "completion") == TestTool.printed("completion", "-h"))
  }

  @Test func helpShowsRangesDefaultsAndTheEnvironment() throws {
    let text = try TestTool.printed("serve", "--help")
    #expect(text.contains("USAGE: tool serve --file FILE [OPTIONS]"))
    #expect(text.contains("How many. From 1 to 10. Default: 3."))
    #expect(text.contains("How long. From 100ms to 5m. Default: 5s."))
    #expect(text.contains("One of text, json. Default: text. Environment: TOOL_FORM."))
    #expect(text.contains("May be repeated. Environment: TOOL_LABELS, with commas between"))
    #expect(text.contains("\nOne.\n\nTwo.\n"))
    #expect(try TestTool.printed("group", "read", "-h").contains("  [FILE...]  What to read.\n"))
  }

  @Test func helpIsAtMostAHundredColumnsWide() throws {
    let long = Array(repeating: "word", count: 60).joined(separator: " ")
    var options: [Option] = []
    for number in 0..<8 {
      options.append(
        Option("quite-a-long-option-\(number)", .text, placeholder: "PLACEHOLDER", help: long, isRequired: true))
    }
    let command = Command("tool", summary: long, discussion: long + "\n\n" + long, options: options) { _ in .success }
    guard case .print(let text) = try CommandLineParser(command, version: "1").parse(["-h"], environment: [:]) else {
      Issue.record("no help")
      return
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 && $0.last != " " })
    #expect(text.contains("--quite-a-long-option-7 PLACEHOLDER"))
  }

  @Test func theDocumentationListsEveryExitCode() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../docs/exit-codes.md").standardized
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
    let expected = ExitCode.allCases.map { "| \($0.rawValue) | \($0.summary) |" }
    #expect(rows.dropFirst().map(String.init) == expected, "the table of docs/exit-codes.md and ExitCode differ")
  }
}
