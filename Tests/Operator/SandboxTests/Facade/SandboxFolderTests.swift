import Foundation
import Testing

@testable import Sandbox

@Suite struct SandboxFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func oneSandboxRunsInAFolderAtATime() throws {
    let path = folder.path("sandbox")
    #expect(!SandboxFolder.isHeld(path))
    do {
      let first = try SandboxFolder(path)
      #expect(SandboxFolder.isHeld(path))
      let error = #expect(throws: SandboxError.self) { try SandboxFolder(path) }
      #expect(error?.code == .alreadyRunning)
      #expect(error?.message.contains(path) == true)
      withExtendedLifetime(first) {}
    }
    // Whoever starts a program just now holds it a moment longer, which taking it waits for.
    _ = try SandboxFolder(path)
  }

  @Test func aFreshOneHasNothingOfARunThatWasKilled() throws {
    let path = folder.path("sandbox")
    do {
      let first = try SandboxFolder(path)
      try first.write("old", to: first.kubeconfig)
    }
    #expect(try FileManager.default.fileExists(atPath: SandboxFolder(path).kubeconfig))
    #expect(try !FileManager.default.fileExists(atPath: SandboxFolder(path, isFresh: true).kubeconfig))
  }

  @Test func theAddressesOfTheLastRunAreRemembered() throws {
    let path = folder.path("sandbox")
    let first = try SandboxFolder(path)
    #expect(first.lastRange == nil)
    try first.keep(try #require(AddressRange(number: 77)))
    #expect(first.lastRange == AddressRange(number: 77))
    try first.write("rubbish", to: first.addresses)
    #expect(first.lastRange == nil)
  }

  @Test(arguments: [" ", ":", ",", "'", "$", "\\", "\n"])
  func aFolderWhoseNameScriptsDoNotBearIsRefused(character: String) {
    let path = folder.path("my\(character)sandbox")
    let error = #expect(throws: SandboxError.self) { try SandboxFolder(path) }
    #expect(error?.code == .folder)
    #expect(error?.message.contains("--folder") == true)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let file = folder.path("file")
    #expect(FileManager.default.createFile(atPath: file, contents: nil))
    let error = #expect(throws: SandboxError.self) { try SandboxFolder(file + "/below") }
    #expect(error?.code == .folder)
    #expect(error?.message.contains(file) == true)
  }
}
