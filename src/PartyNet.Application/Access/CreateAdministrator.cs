using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>
/// Creates an administrator from the command line, for an installation that has nobody yet who could give roles: user, role and
/// one-time link at once.
/// </summary>
public sealed class CreateAdministrator(
    IPartyNetDb db, IProcesses processes, ISetupCodes codes, ILookupNormalizer normalizer, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    /// <param name="Another">Meant although there is an administrator already.</param>
    public sealed record Command(string Login, bool Another);

    public async Task<ErrorOr<NewUser>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var login = command.Login.Trim().ToLowerInvariant();
        if (CreateUser.WhatIsWrong(login) is { } wrong)
            return Problem.At(nameof(command.Login), wrong);

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.UserCreated), cancellationToken);
        if (await Administrators.OthersThanAsync(db, Guid.Empty, process.At, cancellationToken) && !command.Another)
            return Problem.Forbidden("Hệ thống đã có quản trị. Nếu vẫn cần thêm một quản trị, chạy lại với --them.");
        var name = normalizer.NormalizeName(login)!;
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name, cancellationToken))
            return Problem.At(nameof(command.Login), "Tên đăng nhập này đã có. Chọn tên khác với --login.");

        var user = CreateUser.New(login, name, member: null, process.At);
        db.Users.Add(user);
        var grant = Grant.Give(Guid.CreateVersion7(process.At), user.Id, memberId: null, Role.Administrator, unit: null, process.At);
        db.Grants.Add(grant);
        var code = await IssueSetupLink.AddAsync(db, codes, access.Scope, user.Id, process.At, cancellationToken);
        process.Record(new UserCreated(user.Id, null));
        process.Record(new GrantGiven(grant.Id, user.Id, grant.Role, null));
        await process.CommitAsync(cancellationToken);
        return new NewUser(user.Id, code);
    }
}
