import Foundation
import Testing

@testable import ArgumentParsing

@Suite struct CompletionTests {
  /// Runs a script in a real shell, in a folder with a file and a folder; nil where the shell is not installed.
  private func run(_ shell: String, _ arguments: [String], _ script: String) throws -> [String]? {
    let places = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"].split(separator: ":")
    guard let path = places.map({ "\($0)/\(shell)" }).first(where: FileManager.default.isExecutableFile) else {
      print("SKIPPED completion in \(shell): it is not installed")
      return nil
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("completion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("some folder"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appendingPathComponent("some file"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments + [script]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "dumb", "LC_ALL": "C.UTF-8"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    return text.split(separator: "\n").map(String.init)
  }

  // MARK: bash

  /// What bash offers behind some words, by its own completion function; nil without bash.
  private func bash(_ words: String...) throws -> [String]? {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let call = """

      COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _tool
      [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try run("bash", ["--norc", "-c"], try TestTool.printed("completion", "bash") + call)
  }

  @Test func bashOffersCommandsOptionsAndValues() throws {
    guard try bash("tool", "") != nil else { return }
    #expect(try bash("tool", "") == ["serve", "group", "help", "completion", "--version", "--help"])
    #expect(try bash("tool", "se") == ["serve"])
    #expect(try bash("tool", "group", "") == ["show", "read", "--help"])
    #expect(try bash("tool", "serve", "--f") == ["--file", "--form", "--folder"])
    #expect(try bash("tool", "serve", "-l", "--count", "3", "--pa") == ["--patience"])
    #expect(try bash("tool", "serve", "--form", "j") == ["json"])
    #expect(try bash("tool", "serve", "--form", "=", "j") == ["json"])
    #expect(try bash("tool", "serve", "--form", "=") == ["text", "json"])
    #expect(try bash("tool", "serve", "--count", "") == [])
    #expect(try bash("tool", "help", "group", "s") == ["show"])
    #expect(try bash("tool", "completion", "z") == ["zsh"])
    #expect(try bash("tool", "group", "read", "r") == ["round"])
  }

  @Test func bashOffersFilesAndFolders() throws {
    guard let files = try bash("tool", "serve", "-f", "some") else { return }
    #expect(files.sorted() == ["some file", "some folder"])
    #expect(try bash("tool", "serve", "--folder", "some") == ["some folder"])
    #expect(try bash("tool", "group", "read", "round", "some f")?.sorted() == ["some file", "some folder"])
  }

  @Test func bashTakesTheScriptForTheNameOfTheProgram() throws {
    let script = try TestTool.printed("completion", "bash") + "\ncomplete -p tool"
    guard let said = try run("bash", ["--norc", "-c"], script) else { return }
    #expect(said == ["complete -F _tool tool"])
  }

  // MARK: zsh

  /// What zsh's function asks of the completion system, which is stood in for; nil without zsh.
  private func zsh(_ words: String...) throws -> [String]? {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      compdef() { }
      compadd() { shift; print -rl -- "$@" }
      _files() { print -r -- "files $*" }
      compset() { PREFIX=${PREFIX#*=} }
      _describe() { local array=${@[-1]} item; for item in "${(@P)array}"; do print -r -- "${item%%:*}"; done }
      \(try TestTool.printed("completion", "zsh"))
      words=(\(list)); CURRENT=\(words.count); PREFIX="${words[CURRENT]}"
      _tool
      true
      """
    return try run("zsh", ["-f", "-c"], script)
  }

  @Test func zshOffersCommandsOptionsAndValues() throws {
    guard try zsh("tool", "") != nil else { return }
    #expect(try zsh("tool", "") == ["serve", "group", "help", "completion"])
    #expect(try zsh("tool", "-") == ["serve", "group", "help", "completion", "--version", "--help"])
    #expect(try zsh("tool", "group", "") == ["show", "read"])
    #expect(
      try zsh("tool", "serve", "--") == [
        "--file", "--count", "--form", "--loud", "--patience", "--listen", "--label", "--folder", "--help",
      ])
    #expect(try zsh("tool", "serve", "--form", "") == ["text", "json"])
    #expect(try zsh("tool", "serve", "--form=") == ["text", "json"])
    #expect(try zsh("tool", "serve", "-f", "") == ["files "])
    #expect(try zsh("tool", "serve", "-l", "-d", "") == ["files -/"])
    #expect(try zsh("tool", "serve", "--count", "") == [])
    #expect(try zsh("tool", "help", "group", "") == ["show", "read"])
    #expect(try zsh("tool", "completion", "") == ["bash", "zsh", "fish", "--help"])
  }

  @Test func zshTakesTheScriptIntoItsOwnCompletionSystem() throws {
    let script = """
      autoload -Uz compinit && compinit -u -D
      \(try TestTool.printed("completion", "zsh"))
      print -r -- "${_comps[tool]}"
      """
    guard let said = try run("zsh", ["-f", "-c"], script) else { return }
    #expect(said == ["_tool"])
  }

  // MARK: fish

  /// What fish itself offers for a line; nil without fish.
  private func fish(_ line: String) throws -> [String]? {
    let script =
      try TestTool.printed("completion", "fish") + "\ncomplete -C \(CompletionScript.quoted(line, isFish: true))"
    return try run("fish", ["--no-config", "-c"], script)?.map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func fishOffersCommandsOptionsAndValues() throws {
    guard try fish("tool ") != nil else { return }
    #expect(try fish("tool ")?.sorted() == ["completion", "group", "help", "serve"])
    #expect(try fish("tool se") == ["serve"])
    #expect(try fish("tool --v") == ["--version"])
    #expect(try fish("tool group ")?.sorted() == ["read", "show"])
    #expect(try fish("tool serve --fo")?.sorted() == ["--folder", "--form"])
    #expect(try fish("tool serve -l --form ")?.sorted() == ["json", "text"])
    #expect(try fish("tool serve --form=j") == ["--form=json"])
    #expect(try fish("tool serve -f some")?.contains { $0.contains("file") } == true)
    #expect(try fish("tool serve --count ") == [])
    #expect(try fish("tool help group ")?.sorted() == ["read", "show"])
    #expect(try fish("tool completion ")?.sorted() == ["bash", "fish", "zsh"])
  }

  @Test func anUnknownShellIsRefusedWithTheKnownOnes() {
    #expect(
      TestTool.message("completion", "tcsh") == "SHELL 'tcsh': expected is one of bash, zsh, fish")
    #expect(TestTool.message("completion").contains("SHELL is missing"))
  }
}
