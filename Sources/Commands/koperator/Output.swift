import ArgumentParsing
import JSON
import YAML

/// How the commands that print a value print it.
enum Output {
  static let format = Option(
    "output", letter: "o", .choice(["yaml", "json"]), placeholder: "FORMAT", help: "The form.", default: "yaml")

  /// Prints a value to standard output in the form that was asked for.
  static func print(_ value: JSONValue, _ arguments: ParsedArguments) {
    let isJSON = arguments.required(format) == "json"
    Terminal.print(isJSON ? value.text(style: .pretty) + "\n" : YAML.text(of: value))
  }
}
