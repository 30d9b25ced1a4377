import JSON

/// What commands ask of a running sandbox.
extension Sandbox {
  /// Answers a request that came over the socket.
  func answer(_ request: JSONValue) async -> JSONValue {
    do throws(SandboxError) { return ["result": try await result(of: request)] } catch {
      return ControlSocket.answer(to: error)
    }
  }

  private func result(of request: JSONValue) async throws(SandboxError) -> JSONValue {
    switch request["command"]?.stringValue {
    case "status": return await status()
    case "stop":
      stopRequested.withLock { $0?() }
      return [:]
    case "fault":
      guard let fault = Fault(json: request) else {
        throw SandboxError(.failed, "the request names no fault that this sandbox knows")
      }
      return ["message": .string(try await inject(fault))]
    default: throw SandboxError(.failed, "the sandbox does not know that command; it is of another version, perhaps")
    }
  }

  /// Has `stop` commands call this.
  public func onStopRequest(_ work: @escaping @Sendable () -> Void) { stopRequested.withLock { $0 = work } }
}
