namespace PartyNet.Domain.Members;

/// <summary>
/// Who is on the roll of a branch: takes part in its life, or is excused from it, and has neither moved away nor left. PostgreSQL says it
/// once more where it lists logins (<c>access.logins_within</c>); a test holds the three together.
/// </summary>
public static class Roll
{
    public static bool IsOnRoll(this Member member) => member.ActivityStatus is ActivityStatus.Active or ActivityStatus.Exempt;

    /// <inheritdoc cref="IsOnRoll"/>
    public static IQueryable<Member> OnRoll(this IQueryable<Member> members) =>
        members.Where(m => m.ActivityStatus == ActivityStatus.Active || m.ActivityStatus == ActivityStatus.Exempt);
}
