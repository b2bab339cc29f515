namespace PartyNet.Application.Access;

/// <summary>
/// What proves to the database who acts: the reference of a session, which only the cookie of one browser holds, or the ticket of work that
/// a user has asked for. A class of its own and no record, so that it is never printed with what holds it.
/// </summary>
/// <param name="follows">Of a ticket the process of asking.</param>
public sealed class ActorProof(string secret, Guid? follows = null)
{
    public string Secret => secret;

    /// <summary>The process that everything follows which is proven by this; null for a session.</summary>
    public Guid? Follows => follows;
}

/// <summary>
/// Something was to be written down and the session of whoever did it has ended: in another tab, or by somebody who closed the user.
/// Nothing has happened.
/// </summary>
public sealed class SessionEndedException : Exception
{
    public SessionEndedException()
    {
    }

    public SessionEndedException(string message)
        : base(message)
    {
    }

    public SessionEndedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
