import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite struct ViewSocketTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Asks on a thread of its own: asking blocks.
  private func ask(_ request: JSONValue, in folder: String) async -> Result<JSONValue, SandboxError> {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do throws(SandboxError) {
          continuation.resume(returning: .success(try ControlClient.ask(request, in: folder)))
        } catch { continuation.resume(returning: .failure(error)) }
      }
    }
  }

  @Test func aRequestIsAnswered() async throws {
    let socket = try ControlSocket(SandboxFolder.socket(in: folder.path)) { ["result": ["echo": $0]] }
    defer { socket.stop() }
    #expect(try await ask(["command": "a"], in: folder.path).get() == ["echo": ["command": "a"]])
    #expect(try await ask(["command": "b"], in: folder.path).get() == ["echo": ["command": "b"]])
  }

  @Test func anErrorComesBackAsItWas() async throws {
    let sent = SandboxError(.notFound, "there is no broker '7'", details: ["one", "two"])
    let socket = try ControlSocket(SandboxFolder.socket(in: folder.path)) { _ in ControlSocket.answer(to: sent) }
    defer { socket.stop() }
    guard case .failure(let error) = await ask([:], in: folder.path) else {
      Issue.record("no error")
      return
    }
    #expect(error == sent)
  }

  @Test func whereNoSandboxRunsThatIsSaid() async throws {
    let socket = try ControlSocket(SandboxFolder.socket(in: folder.path)) { _ in [:] }
    socket.stop()
    guard case .failure(let error) = await ask([:], in: folder.path) else {
      Issue.record("no error")
      return
    }
    #expect(error.code == .notRunning)
    #expect(error.message.contains(folder.path))
  }

  @Test func aFolderWithALongPathHasASocketToo() async throws {
    let long = folder.path(String(repeating: "long-", count: 30))
    try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: true)
    let socket = try ControlSocket(SandboxFolder.socket(in: long)) { _ in ["result": true] }
    defer { socket.stop() }
    #expect(try await ask([:], in: long).get() == true)
  }

  @Test func theSocketIsItsOwnersAlone() throws {
    let path = SandboxFolder.socket(in: folder.path)
    let socket = try ControlSocket(path) { _ in [:] }
    defer { socket.stop() }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
  }
}
