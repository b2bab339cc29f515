using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PartyNet.Application.Database;

/// <summary>
/// A query that is asked on every visit. To write it down as an expression and to find the statement that belongs to it costs
/// more than the answer; this is done once. The query is one expression: it takes the context and the caller's key as parameters and
/// composes with nothing.
/// </summary>
/// <param name="compile">What <see cref="EF"/> makes of the expression; it belongs to one model.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _queries = [];

    public TQuery On(IPartyNetDb db) => _queries.GetValue(db.Context.Model, _ => compile());
}
