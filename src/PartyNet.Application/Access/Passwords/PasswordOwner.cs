using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Access.Passwords;

/// <summary>What somebody who knows the owner of a password tries first.</summary>
public sealed record PasswordOwner(string Login)
{
    /// <summary>PartyNet's code of the member, where the owner is one, as all that follows.</summary>
    public string? Code { get; init; }

    public string? FullName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public int? BirthYear { get; init; }
    public string? UnitName { get; init; }
    public string? Phone { get; init; }
    public string? CardNumber { get; init; }
    public string? CitizenNumber { get; init; }

    /// <summary>The caller, in whose own scope it reads.</summary>
    internal static async Task<PasswordOwner> ReadAsync(
        IPartyNetDb db, User user, AccessScope scope, ISecrets secrets, CancellationToken cancellationToken)
    {
        if (user.MemberId is null)
            return new PasswordOwner(user.UserName!);
        var row = await db.Members.Own(scope).AsNoTracking()
            .Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new { Member = m, Unit = u.Name })
            .SingleAsync(cancellationToken);
        return Of(user, row.Member, row.Unit, secrets);
    }

    /// <summary>A member, in whose own scope the numbers are opened. One that is broken keeps nobody from setting a password.</summary>
    internal static PasswordOwner Of(User user, Member member, string unitName, ISecrets secrets)
    {
        string? Open(SecretField field, byte[]? sealedValue) =>
            sealedValue is null ? null : secrets.OpenOwn(member.Id, field, member.Id, sealedValue).Text;

        return new PasswordOwner(user.UserName!)
        {
            Code = member.Code,
            FullName = member.FullName,
            BirthDate = member.BirthDate,
            BirthYear = member.BirthYear,
            UnitName = unitName,
            Phone = Open(SecretField.MemberPhone, member.Phone),
            CardNumber = Open(SecretField.MemberCardNumber, member.CardNumber),
            CitizenNumber = Open(SecretField.MemberCitizenNumber, member.CitizenNumber),
        };
    }
}
