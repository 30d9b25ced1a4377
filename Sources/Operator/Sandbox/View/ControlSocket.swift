import CLinux
import Dispatch
import Foundation
import Glibc
public import JSON
import Synchronization

/// The socket in a sandbox's folder by which commands reach the sandbox that runs: one request and one answer for each
/// connection, each a line of JSON.
///
/// Who may use the folder may use it. It takes no more than `maximumConnections` at a time, no request larger than
/// `largestRequest`, and waits for none longer than `patience`.
public final class ControlSocket: Sendable {
  /// Answers a request.
  public typealias Handler = @Sendable (JSONValue) async -> JSONValue

  static let largestRequest = 64 << 10
  static let maximumConnections = 16
  static let patience = 10

  private let descriptor: Int32
  private let path: String
  private let handler: Handler
  private let open = Mutex(0)

  /// Listens.
  ///
  /// - Throws: `SandboxError` where the socket cannot be made.
  public init(_ path: String, handler: @escaping Handler) throws(SandboxError) {
    self.path = path
    self.handler = handler
    // One that a killed sandbox left is nobody's: the folder's lock says so.
    unsafe unlink(path)
    descriptor = try unsafe LocalSocket.make(path) { descriptor, address, length in
      unsafe bind(descriptor, address, length)
    }
    guard unsafe chmod(path, 0o600) == 0, listen(descriptor, 16) == 0 else {
      close(descriptor)
      throw SandboxError(.folder, "\(path): the socket cannot be used: \(SystemFailure.text)")
    }
    Thread.detachNewThread { [weak self, descriptor] in
      while let connection = Self.accept(descriptor) {
        // Nobody is left to answer, where a client must not wait for it.
        guard let self else {
          close(connection)
          continue
        }
        self.take(connection)
      }
      close(descriptor)
    }
  }

  /// Takes no more requests.
  public func stop() {
    // It wakes the thread that accepts.
    shutdown(descriptor, Int32(SHUT_RDWR))
    unsafe unlink(path)
  }

  /// The next connection; nil where the socket was shut down.
  private static func accept(_ descriptor: Int32) -> Int32? {
    while true {
      let connection = accept4(descriptor, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
      if connection >= 0 { return connection }
      switch koperator_errno() {
      case EINTR, ECONNABORTED: continue
      // The limit of open files: a moment later there may be one again.
      case EMFILE, ENFILE: usleep(100_000)
      default: return nil
      }
    }
  }

  private func take(_ connection: Int32) {
    let isTaken = open.withLock { open in
      if open >= Self.maximumConnections { return false }
      open += 1
      return true
    }
    guard isTaken else {
      close(connection)
      return
    }
    LocalSocket.bound(connection, seconds: Self.patience)
    DispatchQueue.global().async { self.serve(connection) }
  }

  private func serve(_ connection: Int32) {
    let line = LocalSocket.readLine(connection, limit: Self.largestRequest)
    Task {
      let answer = await answer(to: line)
      DispatchQueue.global().async {
        LocalSocket.write(connection, answer.serialized() + [10])
        close(connection)
        self.open.withLock { $0 -= 1 }
      }
    }
  }

  private func answer(to line: [UInt8]?) async -> JSONValue {
    guard let line, let request = try? JSONValue(parsing: line) else {
      return Self.answer(to: SandboxError(.failed, "the request is no line of JSON"))
    }
    return await handler(request)
  }

  /// How an error is answered.
  static func answer(to error: SandboxError) -> JSONValue {
    [
      "error": [
        "code": .string(error.code.rawValue), "message": .string(error.message),
        "details": .array(error.details.map { .string($0) }),
      ]
    ]
  }
}

/// Asks the sandbox that runs in a folder.
public enum ControlClient {
  /// How long a command may take that waits for a broker, in seconds.
  static let patience = 180

  /// Sends a request and gives the answer's `result`.
  ///
  /// - Parameter folder: The sandbox's.
  /// - Throws: `SandboxError` where no sandbox runs there, or what it answers with.
  public static func ask(_ request: JSONValue, in folder: String) throws(SandboxError) -> JSONValue {
    let path = SandboxFolder.socket(in: folder)
    let connection: Int32
    do throws(SandboxError) {
      connection = try unsafe LocalSocket.make(path) { descriptor, address, length in
        unsafe connect(descriptor, address, length)
      }
    } catch {
      throw SandboxError(
        .notRunning,
        "no sandbox runs in \(folder): start one with 'koperator sandbox', or name another one with --name or --folder")
    }
    defer { close(connection) }
    LocalSocket.bound(connection, seconds: patience)
    LocalSocket.write(connection, request.serialized() + [10])
    guard let line = LocalSocket.readLine(connection, limit: 64 << 20), let answer = try? JSONValue(parsing: line)
    else {
      throw SandboxError(.failed, "the sandbox in \(folder) gave no answer; look at its own output")
    }
    if let error = answer["error"] {
      throw SandboxError(
        error["code"]?.stringValue.flatMap { SandboxError.Code(rawValue: $0) } ?? .failed,
        error["message"]?.stringValue ?? "the sandbox failed",
        details: error["details"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }
    return answer["result"] ?? [:]
  }
}

/// Sockets with a path.
private enum LocalSocket {
  /// A socket that was bound or connected.
  static func make(
    _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(SandboxError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SandboxError(.failed, "the system has no socket: \(SystemFailure.text)") }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    var folder: Int32 = -1
    defer { if folder >= 0 { close(folder) } }
    if name.count >= MemoryLayout.size(ofValue: address.sun_path) {
      // The system takes 107 bytes; the open folder's own name is short.
      let cut = path.lastIndex(of: "/") ?? path.startIndex
      folder = unsafe koperator_open_folder(String(path[..<cut]))
      name = Array("/proc/self/fd/\(folder)\(path[cut...])".utf8)
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      for (index, byte) in name.prefix(bytes.count - 1).enumerated() { unsafe bytes[index] = byte }
    }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe use(descriptor, $0, length) }
    }
    guard result == 0 else {
      let reason = SystemFailure.text
      close(descriptor)
      throw SandboxError(.folder, "\(path): the socket cannot be used: \(reason)")
    }
    return descriptor
  }

  /// Bounds every read and write.
  static func bound(_ descriptor: Int32, seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  /// A line without its line feed; nil where it is too long, or the other end is gone or silent before its end.
  static func readLine(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var line: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while line.count <= limit {
      let count = unsafe recv(descriptor, &piece, piece.count, 0)
      if count < 0, koperator_errno() == EINTR { continue }
      if count <= 0 { return nil }
      if let end = piece[..<count].firstIndex(of: 10) { return line + piece[..<end] }
      line += piece[..<count]
    }
    return nil
  }

  /// Writes all of it, as far as the other end takes it.
  static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(descriptor, buffer.baseAddress.map { unsafe $0 + start }, bytes.count - start, Int32(MSG_NOSIGNAL))
      }
      if count < 0, koperator_errno() == EINTR { continue }
      if count <= 0 { return }
      start += count
    }
  }
}
