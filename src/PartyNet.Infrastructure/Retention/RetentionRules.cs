using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Retention;

/// <summary>How long what nobody asks for any more is kept, as the installation sets it.</summary>
public sealed record RetentionRules
{
    public static RetentionRules Standard { get; } = new();

    /// <summary>A session that is over, to say why it is.</summary>
    public TimeSpan Sessions { get; init; } = Session.KeptAfterEnd;

    /// <summary>A slip after its last day.</summary>
    public TimeSpan Slips { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The key of a form that was sent: what is sent once more within this time happens once.</summary>
    public TimeSpan FormKeys { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Rows of a file that was to be imported, after the plan was made; the plan and its figures stay.</summary>
    public TimeSpan ImportRows { get; init; } = TimeSpan.FromDays(30);
}
