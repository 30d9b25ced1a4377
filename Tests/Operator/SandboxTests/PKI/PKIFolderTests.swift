import Certificates
import Foundation
import Testing

@testable import Sandbox

@Suite struct PKIFolderTests {
  private let now: Int64 = 1_900_000_000
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func theAuthorityIsTheSameAtTheNextStart() throws {
    let one = try PKIFolder(folder.path("pki")).authority(named: "test", now: now)
    let two = try PKIFolder(folder.path("pki")).authority(named: "test", now: now + 1000)
    #expect(one.authority == two.authority)
  }

  @Test func anAuthorityThatEndsSoonIsMadeAnew() throws {
    let one = try PKIFolder(folder.path("pki")).authority(named: "test", now: now)
    let two = try PKIFolder(folder.path("pki")).authority(named: "test", now: one.authority.notAfter - 60)
    #expect(one.authority != two.authority)
    #expect(two.authority.notAfter > one.authority.notAfter)
  }

  @Test func keysAreTheOwnersAlone() throws {
    let pki = PKIFolder(folder.path("pki"))
    let pair = try pki.write(
      pki.authority(named: "test", now: now).server("a", names: [.ip("127.0.0.1")], now: now), as: "server")
    for path in [pair.key, folder.path("pki/ca.key")] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600, "\(path)")
    }
  }

  @Test(arguments: ["ca.crt", "ca.key"])
  func aDamagedFileIsNamedWithTheRemedy(_ name: String) throws {
    let pki = PKIFolder(folder.path("pki"))
    _ = try pki.authority(named: "test", now: now)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: folder.path("pki/\(name)")))
    let error = #expect(throws: SandboxError.self) { try pki.authority(named: "test", now: now) }
    #expect(error?.code == .damagedFile)
    #expect(error?.message.contains(folder.path("pki")) == true)
    #expect(error?.message.contains("remove") == true)
  }
}
