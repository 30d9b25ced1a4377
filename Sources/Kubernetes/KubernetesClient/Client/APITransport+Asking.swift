/// What is asked of the server itself.
extension APITransport {
  /// Asks whether the client may do something.
  public func review(
    _ subject: RequestSubject, within: Duration? = nil
  ) async throws(ClientError) -> AccessReview.Answer {
    let request = AccessReview(subject).request
    let answer = try await send(request, within: within)
    do { return try AccessReview.Answer(parsing: answer.body) } catch {
      throw ClientError(.unreadable(error), subject: request.subject)
    }
  }

  /// Asks what the server serves.
  public func discover(within: Duration? = nil) async throws(ClientError) -> Discovery {
    var discovery = Discovery()
    for request in Discovery.requests {
      let answer = try await send(request, within: within)
      do { try discovery.add(aggregated: answer.body) } catch {
        throw ClientError(.unreadable(error), subject: request.subject)
      }
    }
    return discovery
  }

  /// Asks what the server serves of one group and version; nothing where it does not serve that.
  public func discover(group: String, version: String, within: Duration? = nil) async throws(ClientError) -> Discovery {
    var discovery = Discovery()
    let request = Discovery.request(group: group, version: version)
    do throws(ClientError) {
      let answer = try await send(request, within: within)
      do { try discovery.add(resourceList: answer.body) } catch {
        throw ClientError(.unreadable(error), subject: request.subject)
      }
    } catch {
      guard error.code == .notServed || error.code == .notFound else { throw error }
    }
    return discovery
  }
}
