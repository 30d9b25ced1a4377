import Foundation
import Testing

@testable import ArgumentParsing

/// A tree of commands with every kind of option, and what tests ask of it.
enum TestTool {
  static let file = Option(
    "file", letter: "f", .file, placeholder: "FILE", help: "The manifest.", isRequired: true)
  static let count = Option("count", .integer(1...10), placeholder: "N", help: "How many.", default: "3")
  static let form = Option(
    "form", .choice(["text", "json"]), placeholder: "FORM", help: "The form.", default: "text",
    environment: "TOOL_FORM")
  static let loud = Option.flag("loud", letter: "l", help: "Say more; it's 'quoted': $HOME.", environment: "TOOL_LOUD")
  static let patience = Option(
    "patience", letter: "p", .duration(.milliseconds(100)...(.seconds(300))), placeholder: "TIME", help: "How long.",
    default: "5s")
  static let listen = Option("listen", .address, placeholder: "ADDRESS", help: "Where.")
  static let label = Option(
    "label", .text, placeholder: "TEXT", help: "A label.", isRepeated: true, environment: "TOOL_LABELS")
  static let folder = Option("folder", letter: "d", .folder, placeholder: "FOLDER", help: "Where things lie.")

  static let command = Command(
    "tool", summary: "A tool.",
    subcommands: [
      Command(
        "serve", summary: "Serve.", discussion: "One.\n\nTwo.",
        options: [file, count, form, loud, patience, listen, label, folder]
      ) { _ in .success },
      Command(
        "group", summary: "A group.",
        subcommands: [
          Command("show", summary: "Show.", arguments: ["NAME"]) { _ in .failure },
          Command(
            "read", summary: "Read.", options: [loud],
            arguments: [
              Argument("SHAPE", .choice(["round", "square"]), help: "Its shape."),
              Argument("FILE", .file, help: "What to read.", isRequired: false, isRepeated: true),
            ]
          ) { _ in .success },
        ]),
    ])

  static let parser = CommandLineParser(command, version: "1")

  static func parse(_ words: String..., environment: [String: String] = [:]) throws -> ParsedArguments {
    switch try parser.parse(words, environment: environment) {
    case .run(_, let parsed): return parsed
    case .print(let text):
      Issue.record("printed: \(text)")
      return ParsedArguments()
    }
  }

  static func printed(_ words: String...) throws -> String {
    guard case .print(let text) = try parser.parse(words, environment: [:]) else { return "" }
    return text
  }

  /// The error of words that are not understood.
  static func refusal(_ words: String..., environment: [String: String] = [:]) -> UsageError? {
    do throws(UsageError) {
      _ = try parser.parse(words, environment: environment)
      Issue.record("'\(words)' was understood")
      return nil
    } catch {
      return error
    }
  }

  static func message(_ words: String..., environment: [String: String] = [:]) -> String {
    do throws(UsageError) {
      _ = try parser.parse(words, environment: environment)
      return ""
    } catch {
      return error.message
    }
  }
}
