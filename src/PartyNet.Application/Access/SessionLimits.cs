namespace PartyNet.Application.Access;

/// <summary>How long a session may idle and last.</summary>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    /// <summary>Of members, unless the installation says otherwise.</summary>
    public static SessionLimits Member { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));

    /// <summary>Whoever reaches other people's data is signed out sooner.</summary>
    public static SessionLimits Staff { get; } = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(8));
}

/// <summary>The limits of sessions in this installation, and what is asked of staff.</summary>
public sealed record SessionRules(SessionLimits Member, SessionLimits Staff)
{
    public const int MostGraceDays = 14;

    /// <summary>For how long whoever gets a role does without a second factor; null where none is asked, as in demo mode.</summary>
    public TimeSpan? Grace { get; init; } = TimeSpan.FromDays(MostGraceDays);

    public static SessionRules Standard { get; } = new(SessionLimits.Member, SessionLimits.Staff);

    public SessionLimits For(bool isStaff) => isStaff ? Staff : Member;

    /// <summary>By when a second factor must be there; null where none is asked, of whoever has one and of whoever holds no role.</summary>
    /// <param name="oldestRole">Since when the first of the roles is held that are held now; null for none.</param>
    public DateTimeOffset? FactorDue(bool hasFactor, DateTimeOffset? oldestRole) => hasFactor ? null : oldestRole + Grace;
}
