using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.TestCommon;

/// <summary>What use cases left behind: rows as they stand now, and what audit says.</summary>
public static class Traces
{
    public static Task<Declaration> FindAsync(this World world, Guid declaration) =>
        world.ReadAsync(world.Everything, db => db.Declarations.AsNoTracking().SingleAsync(d => d.Id == declaration));

    public static Task<Member> FindAsync(this World world, Member member) =>
        world.ReadAsync(world.Everything, db => db.Members.AsNoTracking().SingleAsync(m => m.Id == member.Id));

    /// <summary>Payloads of the events of a type in processes that named the member.</summary>
    public static Task<List<string>> EventsAboutAsync<TEvent>(this World world, Guid memberId) =>
        world.ReadAsync(new AccessScope { MemberId = memberId, Realm = AccessRealm.Operator }, db => (
            from subject in db.ProcessSubjects.Where(s => s.MemberId == memberId)
            join happened in db.ProcessEvents on subject.ProcessId equals happened.ProcessId
            where happened.Type == typeof(TEvent).Name
            orderby happened.Id
            select happened.Payload).ToListAsync());

    /// <summary>Payloads of the events of a type in processes of an actor.</summary>
    public static Task<List<string>> EventsByAsync<TEvent>(this World world, Guid userId) =>
        world.ReadAsync(world.Everything, db => (
            from process in db.Processes.Where(p => p.ActorId == userId)
            join happened in db.ProcessEvents on process.Id equals happened.ProcessId
            where happened.Type == typeof(TEvent).Name
            orderby happened.Id
            select happened.Payload).ToListAsync());
}
