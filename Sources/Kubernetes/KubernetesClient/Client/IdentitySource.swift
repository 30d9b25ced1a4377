import HTTPClient
import KubernetesObjects
import Synchronization

/// Who the client is, as its configuration says: files are read again each minute and after a refusal, a plugin is run when
/// its credential ends.
///
/// Where a file cannot be read, what was read before is used on: it may hold for a while.
final class IdentitySource: Sendable {
  typealias Reader = @Sendable (_ path: String) throws(FileError) -> [UInt8]

  private struct State {
    var token: TokenSource?
    var material: TLSMaterial
    var identity: ClientIdentity?
    /// What `identity` was made of.
    var authorization: SecretText?
    var plugin: UInt64 = 0
    var credentials: HTTPClientCredentials?
  }

  private let authorization: ClientCredentials.Authorization
  private let plugin: ExecCredentialSource?
  private let clock: any MonotonicClock
  private let read: Reader
  private let state: Mutex<State>

  init(
    _ configuration: ClientConfiguration, settings: APIClientSettings, clock: any MonotonicClock,
    environment: [String: String], read: @escaping Reader
  ) {
    authorization = configuration.credentials.authorization
    self.clock = clock
    self.read = read
    var token: TokenSource?
    var plugin: ExecCredentialSource?
    switch authorization {
    case .tokenFile(let path, let fallback): token = TokenSource(path: path, fallback: fallback)
    case .exec(let exec):
      plugin = ExecCredentialSource(exec, clock: clock) {
        do throws(ConfigurationError) {
          return .success(
            try exec.run(
              for: configuration, environment: environment, deadline: settings.pluginDeadline,
              maximumOutput: settings.maximumPluginOutput))
        } catch { return .failure(error) }
      }
    case .none, .token, .basic: break
    }
    self.plugin = plugin
    state = Mutex(State(token: token, material: TLSMaterial(configuration)))
  }

  /// Who the client is now.
  func current(by deadline: Duration) async throws(ClientError) -> ClientIdentity {
    guard let plugin else { return try identity(ofPlugin: nil) }
    return try identity(ofPlugin: try await plugin.current(by: deadline))
  }

  /// Says that the server refused an identity: everything that can be told anew is told anew before the next request.
  func refused(_ identity: ClientIdentity) {
    let plugin = state.withLock { state -> UInt64? in
      guard state.identity?.number == identity.number else { return nil }
      state.token?.refused()
      state.material.refused()
      return state.plugin
    }
    if let plugin { self.plugin?.refused(plugin) }
  }

  private func identity(ofPlugin credential: ExecCredentialSource.Numbered?) throws(ClientError) -> ClientIdentity {
    let seconds = clock.now.components.seconds
    let result = state.withLock { state -> Result<ClientIdentity, ConfigurationError> in
      do throws(ConfigurationError) {
        let said = try said(&state, at: seconds, credential)
        let shown = state.material.credentials(at: seconds, plugin: credential?.credential.certificate, read: read)
        if let known = state.identity, state.authorization == said, state.credentials == shown,
          state.plugin == credential?.number ?? 0
        {
          return .success(known)
        }
        let identity = ClientIdentity(
          number: (state.identity?.number ?? 0) + 1, authorization: said, credentials: shown)
        state.identity = identity
        state.authorization = said
        state.credentials = shown
        state.plugin = credential?.number ?? 0
        return .success(identity)
      } catch { return .failure(error) }
    }
    do { return try result.get() } catch { throw ClientError(.configuration(error)) }
  }

  private func said(
    _ state: inout State, at seconds: Int64, _ credential: ExecCredentialSource.Numbered?
  ) throws(ConfigurationError) -> SecretText? {
    switch authorization {
    case .none: nil
    case .token(let token): token.asBearer
    case .tokenFile: try state.token?.token(at: seconds, read: read).asBearer
    case .basic(let username, let password):
      SecretText("Basic " + (SecretBytes("\(username):\(password.reveal())").json.stringValue ?? ""))
    case .exec: credential?.credential.token?.asBearer
    }
  }
}

extension SecretText {
  fileprivate var asBearer: SecretText { SecretText("Bearer " + reveal()) }
}
